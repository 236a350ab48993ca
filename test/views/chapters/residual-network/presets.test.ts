import {expect, test} from "vitest";
import {conflict} from "../../../../lib/lesson/runs/degradation.js";
import {presetNames, presetSettings} from "../../../../lib/views/chapters/residual-network/model/presets.js";

test.each(presetNames)("%s can be run", name => expect(conflict(presetSettings[name])).toBeUndefined());

// A trained shallow network, the same with identity layers, and deep ones from an ordinary start: how each ends.
import {lastOfEach, solutionExists} from "../../lib/experiments/append.js";

process.stdout.write(JSON.stringify(lastOfEach([...solutionExists()])));

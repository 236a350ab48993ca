import {describe, expect, it} from "vitest";
import {splitHash} from "../../../lib/lesson/hash.js";
import {type Host, runInWorker} from "../../../lib/sandbox/client.js";
import type {Reply, Request} from "../../../lib/sandbox/worker.js";
import {longest, readCode, writeCode} from "../../../lib/views/editor/link.js";

describe("code in a link", () => {
  const carried = {id: "edit-block", cells: ["const a = 1; // ½ 一", "", 'a + "\\n"']};

  it("comes out as it went in, in letters that need no escape", async () => {
    const code = (await writeCode(carried))!;
    expect(code).toMatch(/^[\w-]+$/);
    expect(await readCode(code)).toEqual(carried);
    expect(splitHash(`#edit-block&seed=3&code=${code}`).code).toBe(code);
    expect(splitHash("#edit-block").code).toBeUndefined();
  });

  it("that is too long is not written", async () => {
    const noise = Array.from({length: 2 * longest}, (_, i) =>
      ((i * 7919 * (i + 13)) % 8191).toString(36)
    ).join("");
    expect(await writeCode({id: "x", cells: [noise]})).toBeUndefined();
  });

  it("that is damaged, cut off or something else is refused", async () => {
    const code = (await writeCode(carried))!;
    const other = (await writeCode({id: "x", cells: [1]} as never))!;
    for (const text of [
      "",
      "%%%",
      "AAAA",
      code.slice(0, -8),
      code.replace(/^.{20}/, "AAAAAAAAAAAAAAAAAAAA"),
      other
    ])
      await expect(readCode(text)).rejects.toThrow();
  });

  it("that unfolds to more than any reader wrote is refused before it is unfolded", async () => {
    const bomb = (await writeCode({id: "x", cells: ["a".repeat(2_000_000)]}))!;
    await expect(readCode(bomb)).rejects.toThrow("more than");
  });
});

describe("runInWorker", () => {
  function fake(behave: (request: Request, say: (reply: Reply) => void) => void) {
    let ended = 0;
    const host: Host = {
      onmessage: null,
      onerror: null,
      postMessage: request => behave(request, data => host.onmessage?.({data} as MessageEvent<Reply>)),
      terminate: () => {
        ended++;
      }
    };
    setTimeout(() => host.onmessage?.({data: {type: "ready"}} as MessageEvent<Reply>));
    return {start: () => host, host, ended: () => ended};
  }
  const request: Request = {type: "run", codes: ["1"]};

  it("hands on replies until the worker is done, then ends it", async () => {
    const outcome = {cell: 0, values: []};
    const {start, ended} = fake((_, say) => {
      say({type: "outcome", outcome});
      say({type: "done"});
    });
    const taken: Reply[] = [];
    const run = runInWorker(request, reply => taken.push(reply), {start});
    expect(await run.ended).toBe("done");
    expect(taken).toEqual([{type: "outcome", outcome}]);
    expect(ended()).toBe(1);
  });

  it("ends a worker that does not come to an end", async () => {
    const {start, ended} = fake(() => {});
    expect(await runInWorker(request, () => {}, {start, limit: 10}).ended).toBe("overtime");
    expect(ended()).toBe(1);
  });

  it("ends a worker when it is told to, or when the worker fails", async () => {
    const idle = fake(() => {});
    const run = runInWorker(request, () => {}, {start: idle.start});
    run.stop();
    expect(await run.ended).toBe("stopped");
    const broken = fake(() => broken.host.onerror?.({} as ErrorEvent));
    expect(await runInWorker(request, () => {}, {start: broken.start}).ended).toBe("failed");
  });
});

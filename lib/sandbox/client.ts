// The page's end: a new worker for each run, ended when the time is over.

import {moduleWorker} from "../worker/start.js";
import type {Reply, Request} from "./worker.js";

/** How a run ended: by itself, because its time was over, by the reader, or because the worker did not start. */
export type End = "done" | "overtime" | "stopped" | "failed";

/** What this file needs of a Worker. */
export interface Host {
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: Request): void;
  terminate(): void;
}

const startWorker = (): Host => moduleWorker(import.meta.resolve("./worker.js"));

/** Milliseconds that a run may take, and those to wait for the worker's modules. */
export const limits = {run: 3000, load: 30_000};

/** Runs code in a worker of its own. */
export function runInWorker(
  request: Request,
  take: (reply: Reply) => void,
  {start = startWorker, limit = limits.run} = {}
): {readonly ended: Promise<End>; stop(): void} {
  let host: Host;
  try {
    host = start();
  } catch {
    // A sandboxed frame may not start one.
    return {ended: Promise.resolve("failed"), stop() {}};
  }
  let end: (how: End) => void;
  const ended = new Promise<End>(resolve => {
    end = how => {
      clearTimeout(timer);
      host.terminate();
      host.onmessage = null;
      resolve(how);
    };
  });
  let timer = setTimeout(() => end("failed"), limits.load);
  host.onmessage = ({data}) => {
    if (data.type === "ready") {
      clearTimeout(timer);
      timer = setTimeout(() => end("overtime"), limit);
      host.postMessage(request);
    } else if (data.type === "done") end("done");
    else
      try {
        take(data);
      } catch {
        // Code that tampers with what the worker is made of may have it send what it never would.
        end("failed");
      }
  };
  host.onerror = event => {
    event.preventDefault?.();
    end("failed");
  };
  return {ended, stop: () => end("stopped")};
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { isPatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { passOnTo } from "./pass-on";
import { pagesProcess } from "./process";
import { waitingAnswer } from "./waiting-page";

/** Who asks for a page while the process starts waits so long before being told to come back. */
const PATIENCE_MS = 3000;

/** The studio's pages: answered by Next in a process of its own, so that nothing it loads keeps a webhook waiting. */
export type Pages = {
  /** Answers a request itself, through `res`, or returns what to answer instead. */
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<Response | null>;
  /** Resolves once pages are answered. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

/** `program`: the built `main.ts` beside this. Not started yet: until then the pages are said to be being built. */
export function pages(program: string): Pages {
  const running = pagesProcess(program);
  const { passOn, close } = passOnTo(running.socket);
  const began = performance.now();
  let isBuilt = false;

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<Response | null> {
    const { accept } = req.headers;
    if (!isBuilt) return waitingAnswer(accept, Math.round((performance.now() - began) / 1000));
    if (!(await running.readyWithin(PATIENCE_MS))) return waitingAnswer(accept, null);
    try {
      await passOn(req, res);
    } catch (error) {
      if (isPatchcordError(error)) throw error;
      // It died while it was asked. Whether it acted on the request is unknown, so it is not asked again.
      log.warn({ err: error }, "a page was not answered");
      return waitingAnswer(accept, null);
    }
    return null;
  }

  async function start(): Promise<void> {
    isBuilt = true;
    running.start();
    await running.whenReady();
  }

  async function stop(): Promise<void> {
    await running.stop();
    await close();
  }

  return { handle, start, stop };
}

import { setTimeout as wait } from "node:timers/promises";
import { isPatchcordError, PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { processSingleton } from "../../platform/process-singleton";
import type { AccountId } from "../../ports/ids";
import { type Session, sessionById } from "../../resources/sessions/session";
import { changesBetween } from "./changes";
import { type LiveCalls, type LiveSource, readLiveCalls, requireVersion } from "./data";

/** Each look costs the database some milliseconds; what is shown is at most so old, and a look. */
const LOOK_MS = 500;
/** So often the session and the flow are asked for again. */
const RECHECK_MS = 15_000;
/** A stream in which nothing happens says that it is still there, so that a page knows of a connection that has died in silence. */
const SAY_MS = 5000;
/** Looks that may fail in a row before the stream ends, so that the page says that it is not live. */
const FAILURES = 10;
/** Streams of one process, and those of one account. Other pages share the database's connections with them. */
const MOST_STREAMS = 60;
const MOST_OF_ACCOUNT = 20;

/** The open streams of this process by account: each process bounds its own. */
const openStreams = () => processSingleton("live-call-streams", () => new Map<AccountId, number>());

/**
 * Server-sent events of where a version's calls are: one `calls` event with all of them, then a `moved` event for each change, and
 * `here` where there is none. It remembers only what it has sent, so any process can go on where another has ended. Ends with
 * `signal`, and when the session has ended or the flow is gone. Throws as `requireVersion`, and `unavailable` where too many are open.
 */
export async function liveCallStream(
  session: Session,
  source: LiveSource,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  await requireVersion(session.account, source);
  const end = openOne(session.account);
  signal.addEventListener("abort", end);
  const events = lookAgain(session, source, signal);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await events.next();
      if (!done) return controller.enqueue(value);
      end();
      controller.close();
    },
    async cancel() {
      end();
      await events.return(undefined);
    },
  });
}

/** Counts a stream; the answer counts it out again, once. */
function openOne(account: AccountId): () => void {
  const open = openStreams();
  const own = open.get(account) ?? 0;
  const all = [...open.values()].reduce((sum, one) => sum + one, 0);
  if (all >= MOST_STREAMS || own >= MOST_OF_ACCOUNT)
    throw new PatchcordError("unavailable", "Too many people watch calls at once. Try again in a minute.");
  open.set(account, own + 1);
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    const left = (open.get(account) ?? 1) - 1;
    if (left > 0) open.set(account, left);
    else open.delete(account);
  };
}

const encoder = new TextEncoder();
const written = (event: string, data: unknown) => encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
const STILL_HERE = written("here", null);
const NOBODY: LiveCalls = { at: new Map(), isMore: false };

async function* lookAgain(session: Session, source: LiveSource, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  let known: LiveCalls | null = null;
  let failures = 0;
  let checked = performance.now();
  let said = checked;
  while (!signal.aborted) {
    const now = await readLiveCalls(session.account, source).catch((error: unknown) => {
      if (++failures === FAILURES) log.warn({ err: error }, "where calls are could not be read");
      return null;
    });
    if (failures >= FAILURES) return;
    if (now) {
      failures = 0;
      const changes = changesBetween(known ?? NOBODY, now);
      const event = known === null ? "calls" : "moved";
      known = now;
      if (event === "calls" || changes) {
        yield written(event, changes ?? { at: {}, over: [], isMore: false });
        said = performance.now();
      }
    }
    if (performance.now() - said > SAY_MS) {
      yield STILL_HERE;
      said = performance.now();
    }
    if (performance.now() - checked > RECHECK_MS) {
      if (!(await maySee(session, source))) return;
      checked = performance.now();
    }
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** An unavailable database says nothing about the session; the looks that fail meanwhile end the stream. */
async function maySee({ id, account }: Session, source: LiveSource): Promise<boolean> {
  try {
    const session = await sessionById(id);
    if (session?.account !== account) return false;
    await requireVersion(account, source);
    return true;
  } catch (error) {
    return !isPatchcordError(error);
  }
}

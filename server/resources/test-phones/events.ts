import { PatchcordError } from "../../platform/errors";
import { sessionById } from "../sessions/session";
import type { SandboxLine } from "./sandbox";

/** How long a revoked session can still listen. */
const RECHECK_MS = 30_000;

/**
 * What happens on the account's phones, as the sandbox streams it. While the stream is open the phones in `numbers` are
 * on. Ends with `signal`, or when the session is over. Throws `unavailable`.
 */
export async function phoneEvents(line: SandboxLine, session: string, numbers: string[], signal: AbortSignal) {
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  const query = new URLSearchParams({ numbers: numbers.join(","), account: line.accountSid });
  const upstream = await line.ask(`/phones/events?${query}`, { signal: end });
  if (!upstream.ok || !upstream.body) throw new PatchcordError("unavailable", "The sandbox carrier is away.");
  const recheck = setInterval(async () => {
    const open = await sessionById(session).catch(() => undefined);
    // Only a clear no ends it: a database that is away says nothing about the session.
    if (open === null) over.abort();
  }, RECHECK_MS);
  end.addEventListener("abort", () => clearInterval(recheck));
  return quiet(upstream.body, () => clearInterval(recheck));
}

/** Ends where its source breaks off: for the browser both mean "connect again". */
function quiet(source: ReadableStream<Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    async pull(controller) {
      const chunk = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
      if (!chunk.done) return controller.enqueue(chunk.value);
      ended();
      controller.close();
    },
    cancel: () => {
      ended();
      return reader.cancel().catch(() => undefined);
    },
  });
}

import { PatchcordError } from "../../platform/errors";
import { sessionById } from "../sessions/session";
import type { SandboxClient } from "./sandbox";

/** A revoked session gets events for this long at most. */
const RECHECK_MS = 30_000;

/**
 * The sandbox's stream of events of the account's phones. While it is open, the phones in `numbers` are switched on. Ends with
 * `signal`, or when the session has ended. Throws `unavailable`.
 */
export async function phoneEvents(sandbox: SandboxClient, session: string, numbers: string[], signal: AbortSignal) {
  const revoked = new AbortController();
  const end = AbortSignal.any([signal, revoked.signal]);
  const query = new URLSearchParams({ numbers: numbers.join(",") });
  const upstream = await sandbox.request(`/phones/events?${query}`, { signal: end });
  if (!upstream.ok || !upstream.body) throw new PatchcordError("unavailable", "The sandbox carrier does not answer.");
  const recheck = setInterval(async () => {
    const open = await sessionById(session).catch(() => undefined);
    // An unavailable database (undefined) says nothing about the session, so only null ends the stream.
    if (open === null) revoked.abort();
  }, RECHECK_MS);
  end.addEventListener("abort", () => clearInterval(recheck));
  return endWithSource(upstream.body, () => clearInterval(recheck));
}

/** A stream that ends without an error where its source fails: the browser reconnects in both cases. */
function endWithSource(source: ReadableStream<Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
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

import type { IncomingMessage, ServerResponse } from "node:http";
import { restStatus } from "../rest/call-resource";
import type { Carrier } from "../world/carrier";
import type { PhoneEvent } from "../world/phones";

const HEARTBEAT_MS = 15_000;

/** Streams the phone events of `account` (undefined: of all); while the stream is open, the human phones in `numbers` can be called. */
export function streamPhones(
  carrier: Carrier,
  account: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const numbers = new Set((url.searchParams.get("numbers") ?? "").split(",").filter(Boolean).map(withPlus));
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform" });
  const send = (event: { type: string }) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const close = carrier.phones.open({ account, numbers, send });
  send(snapshot(carrier, account, numbers));
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  request.once("close", () => {
    clearInterval(heartbeat);
    close();
  });
}

/** A `+` that was not escaped arrives as a space. */
const withPlus = (number: string) => `+${number.replace(/^[+\s]/, "")}`;

function snapshot(carrier: Carrier, account: string | undefined, numbers: ReadonlySet<string>) {
  const live = carrier.calls.live().filter((call) => !account || call.request.account === account);
  return {
    type: "snapshot" satisfies PhoneEvent["type"],
    at: new Date(carrier.clock.now()).toISOString(),
    phones: [...numbers],
    calls: live.map((call) => ({
      call_sid: call.sid,
      number: call.request.to,
      from: call.request.from,
      status: restStatus(call),
      with: call.partner?.request.to ?? null,
      ...(call.request.parent && { parent_call_sid: call.request.parent.sid }),
    })),
  };
}

import { runCall } from "../twiml/run";
import type { Call } from "../world/call";
import { endByCarrier, endCall } from "../world/call-lifecycle";
import type { Carrier } from "../world/carrier";
import { documentOf } from "./create";
import { RestError } from "./errors";

/** Changes a live call: ends it (`Status`), or sends it to another document (`Url`, `Twiml`). */
export function updateCall(carrier: Carrier, call: Call, form: URLSearchParams): Call {
  const status = form.get("Status");
  if (!status && !form.has("Url") && !form.has("Twiml")) return call;
  if (!call.live) throw notInProgress();
  if (status === "completed") endByCarrier(carrier, call);
  else if (status === "canceled") cancel(carrier, call);
  else if (status) throw new RestError(400, 21218, `Invalid Status: ${status}`);
  else redirect(carrier, call, form);
  return call;
}

/** `canceled` takes back what was not answered yet and leaves a call in progress alone. */
function cancel(carrier: Carrier, call: Call): void {
  if (call.status !== "in-progress") endCall(carrier, call, "canceled", 487);
}

function redirect(carrier: Carrier, call: Call, form: URLSearchParams): void {
  if (call.status !== "in-progress") throw notInProgress();
  const next = documentOf(form);
  call.updatedAt = carrier.clock.now();
  if (call.running) {
    call.interrupt(next);
  } else {
    // A joined child leg runs no document: it leaves the bridge and begins its own.
    call.emit("left");
    runCall(carrier, call, next);
  }
}

const notInProgress = () => new RestError(400, 21220, "Call is not in-progress. Cannot redirect.");

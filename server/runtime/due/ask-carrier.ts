import type { Fault } from "@/engine/contract";
import type { CallStatus, CarrierFacts, VoiceClient } from "../../ports/voice";

/** What the carrier says of a call: null, that there is none any more. `call` undefined: nothing, and `why` says why. */
export type Asked = { call: CarrierFacts | null } | { call: undefined; why: string };

/** Asks the carrier about a call; never rejects. */
export async function askCarrier(client: VoiceClient, callId: string): Promise<Asked> {
  return client.fetchCall(callId).then(
    (call) => ({ call }),
    (error: Error) => ({ call: undefined, why: error.message }),
  );
}

const STILL: Partial<Record<CallStatus, string>> = { in_progress: "under way", ringing: "ringing" };

/** The end of a call that has lasted longer than it can, of which the carrier tells nothing or the same for ever. */
export function silenceOf(asked: Asked, publicUrl: string): Fault {
  return { code: "carrier_silent", message: `The carrier stopped answering. ${detailOf(asked, publicUrl)}` };
}

function detailOf(asked: Asked, publicUrl: string): string {
  if (asked.call === undefined)
    return `It was asked what became of the call, in vain. ${asked.why} Check its address and credentials in Admin > Carriers.`;
  const still = (asked.call && STILL[asked.call.status]) ?? "queued";
  return `It has reported nothing more of the call, and says that it is still ${still}. Check the call in the carrier's own console, and that the carrier reaches ${publicUrl}.`;
}

import type { DialResult, Fault, ForwardResult } from "@/engine/contract";
import type { CallStatus } from "../../ports/voice";

/** Twilio's error codes by what they mean for a dial (docs/carriers.md, "What the carrier says, and the exit it takes"). */
const INVALID_NUMBER = new Set([21201, 21211, 21214, 21217, 13223, 13224, 13226]);
const CALLER_ID = new Set([21210, 21212, 21213, 13214]);
const NOT_PERMITTED = new Set([21215, 13227, 32205, 21216, 13225, 21219]);
const AUTH = new Set([20003, 20005, 70051]);

/** SIP final responses (RFC 3261, 21) by what they mean for a dial. */
const SIP_INVALID = new Set([404, 410, 484, 604]);
const SIP_NO_ANSWER = new Set([408, 480]);
const SIP_BUSY = new Set([486, 600]);
const SIP_DECLINED = 603;

export type Classified = { result: DialResult; fault: Fault };

/** What a refused request for a call means for the dial. `code` is the carrier's, `status` HTTP's. */
export function classifyRefusal(code: number | null, status: number, text: string): Classified {
  const message = text || `The carrier refused the call (HTTP ${status}).`;
  if (code !== null && INVALID_NUMBER.has(code))
    return { result: "invalid_number", fault: { code: "invalid_number", message } };
  if (code !== null && CALLER_ID.has(code)) return failed("caller_id_rejected", message);
  if (code !== null && NOT_PERMITTED.has(code)) return failed("not_permitted", message);
  if (isRefusedAuth(code, status))
    return failed("carrier_auth", "The carrier does not take the credentials. Check the account and its token.");
  return failed("carrier_fault", message);
}

/** True where the carrier rejects the row's account and token. */
export function isRefusedAuth(code: number | null, status: number): boolean {
  return (code !== null && AUTH.has(code)) || status === 401;
}

/** What a call that ended without being answered means for the dial. */
export function classifyEnd(
  status: CallStatus,
  sipCode: number | null,
): { result: DialResult; declined?: true; fault?: Fault } {
  if ((status === "busy" || status === "failed") && sipCode === SIP_DECLINED) return { result: "busy", declined: true };
  if (status === "busy") return { result: "busy" };
  if (status === "no_answer" || status === "canceled") return { result: "no_answer" };
  if (sipCode !== null && SIP_INVALID.has(sipCode)) return { result: "invalid_number" };
  if (sipCode !== null && SIP_NO_ANSWER.has(sipCode)) return { result: "no_answer" };
  if (sipCode !== null && SIP_BUSY.has(sipCode)) return { result: "busy" };
  return failed(
    "carrier_fault",
    `The carrier could not complete the call${sipCode === null ? "" : ` (SIP ${sipCode})`}.`,
  );
}

/** An unknown number, a caller id that is not allowed and a country that is not permitted look the same in a forward. */
const FORWARD_UNEXPLAINED: Fault = {
  code: "carrier_fault",
  message:
    "The carrier could not call the agent and did not say why. Check the agent's number, that the carrier allows the number the agent sees as caller id (13214), and that calls to the agent's country are permitted there (13227).",
};

/** The result of a forward that joined nobody. `status` null: the carrier's request does not say how the dial ended. */
export function classifyForward(
  status: CallStatus | null,
  sipCode: number | null,
): { result: ForwardResult; fault?: Fault } {
  if (status === null)
    return {
      result: "failed",
      fault: { code: "carrier_fault", message: "The carrier did not say what became of the forward." },
    };
  if (status !== "failed") return { result: "no_answer" };
  if (sipCode === null) return { result: "failed", fault: FORWARD_UNEXPLAINED };
  if (SIP_INVALID.has(sipCode)) return { result: "invalid_number" };
  const { result, fault } = classifyEnd("failed", sipCode);
  return result === "busy" ? { result: "no_answer" } : { result, ...(fault ? { fault } : {}) };
}

function failed(code: string, message: string): Classified {
  return { result: "failed", fault: { code, message } };
}

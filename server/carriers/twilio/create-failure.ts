import { wasNotSent } from "../../ports/http";
import type { CreateCallResult } from "../../ports/voice";
import { CarrierError, reasonOf } from "./carrier-error";
import { classifyRefusal } from "./classify";

/** Answers of a proxy that gave up waiting: what stands behind it may have placed the call all the same. */
const NOT_SURE = new Set([408, 425, 499]);

/** What a request for a call that failed means: only what was surely not looked at may be sent again. */
export function createFailure(error: unknown): CreateCallResult {
  const reason = reasonOf(error);
  if ((error as { code?: unknown }).code === "ADDRESS_REFUSED") {
    const fault = { code: "carrier_address", message: (error as Error).message };
    return { result: "refused", dialResult: "failed", code: null, fault };
  }
  if (wasNotSent(error)) return { result: "not_processed", reason, retryAfterSeconds: null };
  if (!(error instanceof CarrierError)) return { result: "unknown", reason };
  const { status, code, retryAfterSeconds, message } = error;
  if (error.isRefusedForNow) return { result: "not_processed", reason, retryAfterSeconds };
  if (status >= 500 || status < 400 || NOT_SURE.has(status)) return { result: "unknown", reason };
  const { result, fault } = classifyRefusal(code, status, message);
  return { result: "refused", dialResult: result, code, fault };
}

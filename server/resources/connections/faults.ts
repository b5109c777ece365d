import type { PortAnswer } from "@/engine/contract";

export type Refusal = Extract<PortAnswer, { ok: false }>;

/** The request may have been received: the connection was there, and broke off before the whole answer had come. */
const AFTER_SENDING = /^(UND_ERR_(SOCKET|HEADERS|BODY|RES)|ECONNRESET|EPIPE|HPE_)/;

/**
 * Why a request has no answer, for the admin: what was or may have been received is never called not reached. The message
 * names no address except one that the guard refused.
 */
export function faultOf(error: unknown, signal: AbortSignal): Refusal {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string };
  if (code === "UND_ERR_CONNECT_TIMEOUT") return refusal("timeout", "The service could not be reached in time.");
  if (signal.aborted || name === "TimeoutError" || name === "AbortError")
    return refusal("timeout", "The service did not answer in time. It may have done what it was asked.");
  if (code === "ADDRESS_REFUSED")
    return refusal(
      "address_refused",
      `${message} The address lies in a network that connections must not reach; the operator can allow it.`,
    );
  if (code === "ANSWER_TOO_LARGE")
    return refusal("answer_too_large", "The service was asked, and its answer is larger than 1 MiB.");
  if (code === "ANSWER_CHARSET") return refusal("answer_charset", `The service was asked. ${message}`);
  const why = typeof code === "string" ? ` (${code})` : "";
  if (typeof code === "string" && AFTER_SENDING.test(code))
    return refusal(
      "answer_lost",
      `The connection broke off before the whole answer had come${why}. The service may have done what it was asked.`,
    );
  return refusal("unreachable", `The service could not be reached${why}.`);
}

function refusal(code: string, message: string): Refusal {
  return { ok: false, code, message };
}

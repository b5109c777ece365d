import type { PortAnswer } from "@/engine/contract";

export type Refusal = Extract<PortAnswer, { ok: false }>;

/** Why a request has no answer, for the admin. The message names no address except one that the guard refused. */
export function faultOf(error: unknown, signal: AbortSignal): Refusal {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string };
  if (signal.aborted || name === "TimeoutError" || name === "AbortError" || code === "UND_ERR_CONNECT_TIMEOUT")
    return { ok: false, code: "timeout", message: "The service did not answer in time." };
  if (code === "ADDRESS_REFUSED")
    return {
      ok: false,
      code: "address_refused",
      message: `${message} The address lies in a network that connections must not reach; the operator can allow it.`,
    };
  if (code === "ANSWER_TOO_LARGE")
    return { ok: false, code: "answer_too_large", message: "The answer is larger than 1 MiB." };
  const why = typeof code === "string" ? ` (${code})` : "";
  return { ok: false, code: "unreachable", message: `The service could not be reached${why}.` };
}

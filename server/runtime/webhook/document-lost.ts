import type { Fault } from "@/engine/contract";
import { isTerminal } from "@/engine/run/state";
import type { AccountId } from "../../ports/ids";
import type { CallMessage, DocumentError, VoiceAdapter } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { answered, isOwnCall } from "./document";

/**
 * Ends the interaction of a call whose carrier asks for the fallback, since it could not have a document of ours: what the
 * contact hears is the apology, and nobody has hung up.
 */
export async function documentLost(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  token: string,
  message: CallMessage,
  lost: DocumentError,
): Promise<void> {
  const key = `lost:${token.slice(-8)}`;
  const error = faultOf(lost);
  // The apology hangs up by itself, so that no job may cut it short.
  const fallback = adapter.renderFallback;
  const answering = { inputKey: key, until: performance.now(), fallback, render: fallback };
  await burst(
    runtime,
    account,
    { token },
    key,
    (snapshot) => {
      const { attempt, state } = snapshot;
      if (!attempt || !isOwnCall(snapshot, message, carrier) || isTerminal(state)) return { do: "leave" };
      const first = awaitsDial(state, attempt) ? answered(attempt.id, message) : {};
      const patch = { ...first, id: attempt.id, carrier_code: lost.code, error: error.message };
      return { do: "resume", resumes: [{ kind: "carrier_failed", error }], patch };
    },
    answering,
  );
}

/** Names the host only: the rest of the address is the call's secret. */
function faultOf({ unreachable, code, url }: DocumentError): Fault {
  const at = URL.parse(url)?.origin ?? "our address";
  if (unreachable)
    return {
      code: "carrier_cannot_reach_us",
      message: `The carrier could not reach us at ${at} (error ${code}). Check that PUBLIC_URL is this server's public address, that its certificate is valid, and that the server answers there from outside.`,
    };
  return {
    code: "document_refused",
    message: `The carrier could not use what we answered at ${at} (error ${code}). Look for this call in the carrier's own error log.`,
  };
}

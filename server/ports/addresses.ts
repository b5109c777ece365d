import type { Purpose } from "./attempt";
import type { CallAddresses, TurnAddresses } from "./voice";

/**
 * Marks a status address of a call with machine detection: its `in_progress` callback says who answered, so it is not ignored.
 * It has a value, since something between could write one without it as `detects=`, which breaks the signature; calls of the
 * version before have none.
 */
export const DETECT_MACHINE_PARAMETER = "detects";

/** The webhook URLs of an attempt's call. `token` is the attempt's: unguessable, and names the account. */
export function callAddresses(
  publicUrl: string,
  carrier: string,
  token: string,
  { detectMachine, purpose }: { detectMachine: boolean; purpose: Purpose },
): CallAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}`;
  return {
    answer: purpose === "callback_agent" ? `${base}/agent/answer` : `${base}/answer`,
    status: `${base}/status${detectMachine ? `?${DETECT_MACHINE_PARAMETER}=1` : ""}`,
    fallback: `${publicUrl}/api/voice/fallback`,
  };
}

/** Under this path the deployment proves that it is who answers at its public address. */
export const PROBE_PATH = "/api/voice/probe";

/** Carriers fetch a prompt under this path, by its token. */
export const PROMPTS_PATH = "/api/voice/prompts";

export function promptAddress(publicUrl: string, token: string): string {
  return `${publicUrl}${PROMPTS_PATH}/${token}`;
}

/** The webhook URLs of a document for an agent's call: `next` for a pressed key, `forward` for an agent who has left the room. */
export function agentAddresses(publicUrl: string, carrier: string, token: string): TurnAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}/agent`;
  return {
    ...turnAddresses(publicUrl, carrier, token, { visit: 0, turn: 0 }),
    next: `${base}/key`,
    forward: `${base}/left`,
  };
}

/** The webhook URLs of the document that the interaction gave at a step visit and a turn. */
export function turnAddresses(
  publicUrl: string,
  carrier: string,
  token: string,
  at: { visit: number; turn: number },
): TurnAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}/${at.visit}.${at.turn}`;
  return {
    next: `${base}/next`,
    forward: `${base}/forward`,
    leg: `${base}/leg`,
    whisper: `${base}/whisper`,
    accept: `${base}/accept`,
  };
}

/** Marks the request of a call that was told to make it, in place of hearing its document to the end. */
export const FETCHED_PARAMETER = "fetched";

/** Where a call is sent that is to ask at `address` at once. */
export function fetchAddress(address: string): string {
  return `${address}?${FETCHED_PARAMETER}=1`;
}

/** Names the part of a document that does not fit into one. */
export const PART_PARAMETER = "part";

/** Where the carrier asks for a further part of the document that `address` belongs to; it does not advance the interaction. */
export function partAddress(address: string, part: number): string {
  return `${address}?${PART_PARAMETER}=${part}`;
}

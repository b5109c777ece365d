import type { CallAddresses, TurnAddresses } from "../ports/voice";

/** In a status address: the call is answered only when the carrier has heard who answered. */
export const DETECTS = "detects";

/** Where an attempt's call finds us. The token is unguessable and names the account; visit and turn place the request. */
export function callAddresses(
  publicUrl: string,
  carrier: string,
  token: string,
  detectMachine: boolean,
): CallAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}`;
  return {
    answer: `${base}/answer`,
    status: `${base}/status${detectMachine ? `?${DETECTS}` : ""}`,
    fallback: `${publicUrl}/api/voice/fallback`,
  };
}

export function turnAddresses(
  publicUrl: string,
  carrier: string,
  token: string,
  at: { visit: number; turn: number },
): TurnAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}/${at.visit}.${at.turn}`;
  return { next: `${base}/next`, forward: `${base}/forward`, leg: `${base}/leg` };
}

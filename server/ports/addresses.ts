import type { Purpose } from "./store";
import type { CallAddresses, TurnAddresses } from "./voice";

/** In a status address: the call is answered only when the carrier has heard who answered. */
export const DETECTS = "detects";

/** Where an attempt's call finds us. The token is unguessable and names the account; visit and turn place the request. */
export function callAddresses(
  publicUrl: string,
  carrier: string,
  token: string,
  { detectMachine, purpose }: { detectMachine: boolean; purpose: Purpose },
): CallAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}`;
  return {
    answer: purpose === "callback_agent" ? `${base}/agent/answer` : `${base}/answer`,
    status: `${base}/status${detectMachine ? `?${DETECTS}` : ""}`,
    fallback: `${publicUrl}/api/voice/fallback`,
  };
}

/** Where carriers fetch prompts, by their tokens. */
export const PROMPTS_PATH = "/api/voice/prompts";

export function promptAddress(publicUrl: string, token: string): string {
  return `${publicUrl}${PROMPTS_PATH}/${token}`;
}

/** Where an agent's call brings the agent back to: with a key, or out of the room. */
export function agentAddresses(publicUrl: string, carrier: string, token: string): TurnAddresses {
  const base = `${publicUrl}/api/voice/${carrier}/${token}/agent`;
  return {
    ...turnAddresses(publicUrl, carrier, token, { visit: 0, turn: 0 }),
    next: `${base}/key`,
    forward: `${base}/left`,
  };
}

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

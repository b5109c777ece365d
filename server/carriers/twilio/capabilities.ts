/** What differs between carriers that speak this dialect; a second one is a second row of this table. */
export type Capabilities = {
  /** How often and when a carrier asks again, as URL fragments it understands; empty where it knows none. */
  documentRetry: string;
  callbackRetry: string;
  answeringMachineDetection: boolean;
  /** Real-time transcription: Gather hears speech; without it, keys are all that is gathered. */
  speech: boolean;
  /** Number takes a document for the called party, so that an agent can be told something and asked for a key. */
  whisper: boolean;
  /** Gather says which key ended an entry. */
  finishedOnKey: boolean;
  /** What a speech recogniser takes for hints: how many, how long each, and how long all of them. */
  hints: { most: number; characters: number; altogether: number };
  /** Longest Say, in URL-encoded characters. */
  sayCharacters: number;
};

const twilio: Capabilities = {
  // The default retries cover connect failures only; a passing failure of ours answers 503 within 3.5 s and is asked again.
  documentRetry: "#rc=2&rp=5xx,ct,rt&rt=4000",
  callbackRetry: "#rc=5&rp=4xx,5xx,ct,rt",
  answeringMachineDetection: true,
  speech: true,
  whisper: true,
  finishedOnKey: true,
  hints: { most: 500, characters: 100, altogether: 10_000 },
  sayCharacters: 4500,
};

/** By the carrier row's kind. The sandbox speaks the same protocol, on purpose. */
export const CAPABILITIES: Record<string, Capabilities> = { twilio, sandbox: twilio };

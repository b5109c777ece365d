/** How carriers that speak this dialect differ. Another carrier of the dialect is another row of CAPABILITIES. */
export type Capabilities = {
  /** URL fragments that tell the carrier when and how often to repeat a failed request; empty for a carrier that knows none. */
  documentRetry: string;
  callbackRetry: string;
  answeringMachineDetection: boolean;
  /** Gather recognises speech. Without it, Gather collects keys only. */
  speech: boolean;
  /** Number takes the URL of a document for the agent, which can announce the call and ask for a key. */
  whisper: boolean;
  /** Gather reports which key ended an entry. */
  finishedOnKey: boolean;
  /** The speech recogniser's limits: number of hints, length of one, and length of all together. */
  hints: { maxHints: number; maxCharacters: number; maxTotalCharacters: number };
  /** The longest Say, in URL-encoded characters. */
  sayCharacters: number;
};

const twilio: Capabilities = {
  // By default Twilio repeats a request only where it could not connect. With this it also repeats one that we answered 503.
  documentRetry: "#rc=2&rp=5xx,ct,rt&rt=4000",
  callbackRetry: "#rc=5&rp=4xx,5xx,ct,rt",
  answeringMachineDetection: true,
  speech: true,
  whisper: true,
  finishedOnKey: true,
  hints: { maxHints: 500, maxCharacters: 100, maxTotalCharacters: 10_000 },
  sayCharacters: 4500,
};

/** By the carrier row's kind. The sandbox speaks Twilio's protocol, so that calls in it use the same adapter. */
export const CAPABILITIES: Record<string, Capabilities> = { twilio, sandbox: twilio };

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
  /** The speech recogniser's limits: number of hints, length of one, and of all together; their bytes in a document. */
  hints: { maxHints: number; maxCharacters: number; maxTotalCharacters: number; maxTotalBytes: number };
  /** The longest Say, in characters and in characters of its URL-encoded form. */
  sayCharacters: number;
  sayEncodedCharacters: number;
  /** The largest document, in bytes. */
  documentBytes: number;
};

const twilio: Capabilities = {
  // By default Twilio repeats a request only where it could not connect. With this it also repeats one that we answered 503.
  documentRetry: "#rc=2&rp=5xx,ct,rt&rt=4000",
  callbackRetry: "#rc=5&rp=4xx,5xx,ct,rt",
  answeringMachineDetection: true,
  speech: true,
  whisper: true,
  finishedOnKey: true,
  // The bytes leave half of a document to the prompt.
  hints: { maxHints: 500, maxCharacters: 100, maxTotalCharacters: 10_000, maxTotalBytes: 32_000 },
  sayCharacters: 4096,
  sayEncodedCharacters: 4500,
  // 64 kB (error 11750), to be safe in the smaller reading of kB.
  documentBytes: 64_000,
};

/** By the carrier row's kind. The sandbox speaks Twilio's protocol, so that calls in it use the same adapter. */
export const CAPABILITIES: Record<string, Capabilities> = { twilio, sandbox: twilio };

import type {
  AudioVerb,
  Detected,
  DialResult,
  Fault,
  Forward,
  ForwardResult,
  Gather,
  PlayPrompt,
  Verb,
} from "@/engine/contract";
import type { Capabilities } from "@/engine/run/capabilities";

/** A call's status in the product's words, the same for every carrier; the last five are final. */
export type CallStatus =
  | "queued"
  | "initiated"
  | "ringing"
  | "in_progress"
  | "completed"
  | "busy"
  | "no_answer"
  | "failed"
  | "canceled";

const FINAL: readonly CallStatus[] = ["completed", "busy", "no_answer", "failed", "canceled"];
export const isFinal = (status: CallStatus): boolean => FINAL.includes(status);

export type CarrierFacts = {
  callId: string;
  status: CallStatus;
  sipCode: number | null;
  answeredBy: string | null;
  durationSeconds: number | null;
};

/** The result of asking the carrier to place a call. */
export type CreateCallResult =
  | { result: "placed"; callId: string }
  /** The carrier refused; there is no call. */
  | { result: "refused"; dialResult: DialResult; code: number | null; fault: Fault }
  /** The carrier surely did not process the request: it may be sent again. */
  | { result: "not_processed"; reason: string; retryAfterSeconds: number | null }
  /** The carrier may have placed the call: the request must never be sent again. */
  | { result: "unknown"; reason: string };

/** An adapter gives up on its carrier after this long; a dial's lease outlasts it. */
export const CREATE_TIMEOUT_SECONDS = 10;

export type NewCall = {
  from: string;
  to: string;
  ringSeconds: number;
  timeLimitSeconds: number;
  detectMachine: boolean;
  /** Keys to press once it is answered; `w` is a pause of half a second. */
  sendDigits?: string;
  addresses: CallAddresses;
};

/** Public webhook URLs of one attempt. */
export type CallAddresses = { answer: string; status: string; fallback: string };
/** Public webhook URLs of one document: the carrier asks there for what follows its verbs. */
export type TurnAddresses = {
  next: string;
  forward: string;
  leg: string;
  /** Where the carrier asks what the agent hears first, and where it reports the key that the agent pressed. */
  whisper: string;
  accept: string;
};

/** What an account uses a carrier row for: the numbers it calls from (E.164), the countries it calls (ISO 3166-1 alpha-2). */
export type CarrierUse = { numbers: string[]; countries: string[] };

/** One thing that was checked before the first call. `unknown`: it could not be found out, so calls may work or not. */
export type CarrierCheck = {
  check: "credentials" | "token" | "account" | "number" | "country" | "public_address";
  /** The number or country; null for a check that has one subject only, and for the rest that were not asked. */
  of: string | null;
  state: "ok" | "warning" | "fault" | "unknown";
  /** What was found, in a sentence. */
  message: string;
  /** What to do about it; null where there is nothing to do. */
  advice: string | null;
};

/**
 * A carrier adapter's client, for one carrier row. What it throws says why in the admin's words. `null` from `fetchCall`: the
 * carrier knows no such call.
 */
export interface VoiceClient {
  createCall(call: NewCall): Promise<CreateCallResult>;
  fetchCall(callId: string): Promise<CarrierFacts | null>;
  /** Calls between two numbers that can be the one that was asked for `secondsAgo`: none that is older, none that others made. */
  findCalls(call: { from: string; to: string; secondsAgo: number }): Promise<CarrierFacts[]>;
  /** `cancel` ends a call only while nobody has answered. Returns the call as it is afterwards; null: there is no such call any more. */
  endCall(callId: string, how: "cancel" | "hang_up"): Promise<CarrierFacts | null>;
  /** Sends a live call to another document of ours. Returns null if there is no such call any more. */
  redirectCall(callId: string, address: string): Promise<CarrierFacts | null>;
  /**
   * What of the carrier's side would make the account's calls fail: credentials, account, numbers, countries. Changes nothing there,
   * asks a bounded number of questions in a bounded time, and never throws: what could not be asked is `unknown`.
   */
  check(use: CarrierUse): Promise<CarrierCheck[]>;
}

/** `form`: the body read as a form, once for all who look into it. */
export type VoiceRequest = { url: string; headers: Headers; body: string; form: URLSearchParams };

/** What a carrier's webhook request says, in the product's words. */
export type CallMessage = {
  carrierAccount: string;
  callId: string;
  parentCallId: string | null;
  status: CallStatus;
  to: string;
  from: string;
  sequence: number;
  sipCode: number | null;
  answeredBy: "human" | "machine" | "unknown" | null;
  /** The same in the words of listening to who answers. */
  detected: Detected | null;
  durationSeconds: number | null;
  digits: string;
  speech: string;
  confidence: number | null;
  /** Null: the carrier does not say. */
  finishedOnKey: boolean | null;
  forward: ForwardReport | null;
  /** Set in a request for the fallback: which of our documents could not be had. */
  documentError: DocumentError | null;
};

/** `unreachable`: no good answer came from the address; else the carrier could not use what came. `code` is the carrier's. */
export type DocumentError = { unreachable: boolean; code: number; url: string };

/** What the carrier says of a forward that is over; null: it does not say. `seconds`: how long the agent's leg was answered. */
export type ForwardReport = {
  status: CallStatus | null;
  callId: string | null;
  bridged: boolean | null;
  seconds: number | null;
};

/** Audio verbs that a carrier can play: `play` with a URL in place of each prompt. */
export type CarrierAudioVerb = Exclude<AudioVerb, PlayPrompt>;
export type CarrierGather = Omit<Gather, "prompt"> & { prompt: CarrierAudioVerb[] };
export type CarrierForward = Omit<Forward, "whisper"> & { whisper?: CarrierAudioVerb[] };
/** The verbs that an adapter renders, all prompts resolved. */
export type CarrierVerb = Exclude<Verb, PlayPrompt | Gather | Forward> | CarrierGather | CarrierForward;

export interface VoiceAdapter {
  capabilities: Capabilities;
  /** True if the request was signed with one of the row's tokens or shared keys for the public address it was sent to. */
  verify(request: VoiceRequest, publicUrl: string, keys: SigningKeys): boolean;
  parse(request: VoiceRequest): CallMessage | null;
  /**
   * What is too much for one document is continued in further ones, which the carrier asks for at `partAddress`; `part` is the
   * number of one, 0 the first.
   */
  render(verbs: CarrierVerb[], turn: TurnAddresses, part?: number): string;
  /** The document for the agent of a forward before the two are joined; asks for the accept key where there is one. */
  renderWhisper(forward: CarrierForward, turn: TurnAddresses, part?: number): string;
  /** The document that joins an agent's leg with the contact. */
  renderJoin(): string;
  /** A document that keeps the caller for `seconds` and asks again at `address`. */
  renderHold(seconds: number, address: string): string;
  /** The document for a caller when nothing else can be answered; needs no database. */
  renderFallback(): string;
  client(row: CarrierRow): VoiceClient;
  /** What a call that ended without being answered means for the dial. */
  classifyEnd(status: CallStatus, sipCode: number | null): { result: DialResult; declined?: true; fault?: Fault };
  classifyForward(status: CallStatus | null, sipCode: number | null): { result: ForwardResult; fault?: Fault };
  contentType: string;
}

/** A named secret that the carrier's console makes: an API key, or a shared key that signs webhooks. */
export type CarrierKey = { id: string; secret: string };

/** What a carrier may sign webhooks with; of each, the current one first, then an old one while it is replaced. */
export type SigningKeys = { tokens: string[]; sharedKeys: CarrierKey[] };

/** A row's secrets. Requests to the carrier are made with the API key where there is one, else with the first token. */
export type CarrierSecrets = SigningKeys & { apiKey: CarrierKey | null };

export type CarrierRow = { id: string; kind: string; baseUrl: string; accountSid: string } & CarrierSecrets;

/** A kind of carrier and what its rows need; the labels are those of the carrier's own console. */
export type CarrierKind = {
  kind: string;
  label: string;
  /** The API's address unless the row says otherwise. */
  baseUrl: string;
  /** True: its rows dial no real phone, and their address is that of the one sandbox that the launcher starts. */
  sandbox: boolean;
  callsPerSecond: number;
  accountLabel: string;
  accountPattern: RegExp;
  /** The pattern in words, to be read after "must be". */
  accountShape: string;
  tokenLabel: string;
  apiKeyLabel: string;
  apiKeyPattern: RegExp;
  apiKeyShape: string;
  sharedKeyLabel: string;
};

import type { DialResult, Fault, Forward, ForwardResult, Gather, Heard, PlayPrompt, Verb } from "@/engine/contract";
import type { Capabilities } from "@/engine/run/capabilities";

/** A call's status in our own words; the last five are final. */
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

/** What became of asking the carrier for a call. */
export type CreateCallResult =
  | { result: "placed"; callId: string }
  /** The carrier refused; there is no call. */
  | { result: "refused"; dialResult: DialResult; code: number | null; fault: Fault }
  /** The request was surely not processed: it may be sent again. */
  | { result: "not_processed"; reason: string; retryAfterSeconds: number | null }
  /** Nobody knows: it must never be sent again. */
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

/** Public URLs of one attempt. */
export type CallAddresses = { answer: string; status: string; fallback: string };
/** Public URLs of one document: where its verbs bring the caller back to. */
export type TurnAddresses = {
  next: string;
  forward: string;
  leg: string;
  /** What an agent's leg hears first, and where the key it presses is told. */
  whisper: string;
  accept: string;
};

/** What asking a carrier without changing anything came to: whether it is there, and takes the row's credentials. */
export type CarrierCheck =
  | { result: "ok" }
  | { result: "credentials" | "address_refused" | "unreachable" | "fault"; message: string };

/** A carrier adapter's client, for one carrier row. `null` from `fetchCall`: the carrier knows no such call. */
export interface VoiceClient {
  createCall(call: NewCall): Promise<CreateCallResult>;
  fetchCall(callId: string): Promise<CarrierFacts | null>;
  /** Calls between two numbers that were made around `at`, newest first, child legs left out. */
  findCalls(call: { from: string; to: string; at: Date }): Promise<CarrierFacts[]>;
  /** `cancel` ends a call only while nobody has answered. Returns the call as it is afterwards, null if it is gone. */
  endCall(callId: string, how: "cancel" | "hang_up"): Promise<CarrierFacts | null>;
  /** Sends a live call to another document of ours. Returns null if there is no such call any more. */
  redirectCall(callId: string, address: string): Promise<CarrierFacts | null>;
  /** Never throws. */
  check(): Promise<CarrierCheck>;
}

export type VoiceRequest = { url: string; headers: Headers; body: string };

/** What a carrier's request says, in our words. */
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
  durationSeconds: number | null;
  digits: string;
  speech: string;
  confidence: number | null;
  /** Null: the carrier does not say. */
  finishedOnKey: boolean | null;
  forward: { status: CallStatus | null; callId: string | null; bridged: boolean | null } | null;
};

/** What a carrier can play: prompts have become recordings with an address. */
export type CarrierHeard = Exclude<Heard, PlayPrompt>;
export type CarrierGather = Omit<Gather, "prompt"> & { prompt: CarrierHeard[] };
export type CarrierForward = Omit<Forward, "whisper"> & { whisper?: CarrierHeard[] };
/** What an adapter renders: verbs that nothing but the carrier is needed for. */
export type CarrierVerb = Exclude<Verb, PlayPrompt | Gather | Forward> | CarrierGather | CarrierForward;

export interface VoiceAdapter {
  capabilities: Capabilities;
  /** True if the request was signed with one of the row's tokens for the public address it was sent to. */
  verify(request: VoiceRequest, publicUrl: string, tokens: string[]): boolean;
  parse(request: VoiceRequest): CallMessage | null;
  render(verbs: CarrierVerb[], turn: TurnAddresses): string;
  /** What the agent of a forward hears before the two are joined; asks for the accept key where there is one. */
  renderWhisper(forward: CarrierForward, turn: TurnAddresses): string;
  /** Lets an agent's leg through to the contact. */
  renderJoin(): string;
  /** A document that keeps the caller for `seconds` and asks again at `address`. */
  renderHold(seconds: number, address: string): string;
  renderApology(): string;
  client(row: CarrierRow): VoiceClient;
  /** What a call that ended without being answered means for the dial. */
  classifyEnd(status: CallStatus, sipCode: number | null): { result: DialResult; fault?: Fault };
  classifyForward(status: CallStatus | null, sipCode: number | null): { result: ForwardResult; fault?: Fault };
  contentType: string;
}

export type CarrierRow = { id: string; kind: string; baseUrl: string; accountSid: string; tokens: string[] };

/** A kind of carrier that an adapter speaks with: what its rows need, in the words of its own console. */
export type CarrierKind = {
  kind: string;
  label: string;
  /** Where such a carrier is unless the row says otherwise. */
  baseUrl: string;
  /** Rows of a sandbox dial no real phone; its address is the one sandbox there is. */
  sandbox: boolean;
  callsPerSecond: number;
  accountLabel: string;
  accountPattern: RegExp;
  /** What the pattern means, to be read after "must be". */
  accountShape: string;
  tokenLabel: string;
};

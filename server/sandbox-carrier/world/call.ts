import { EventEmitter } from "node:events";
import type { CalleeScript } from "./callee-script";
import type { Timer } from "./clock";
import { newSid } from "./ids";

export type FinalStatus = "completed" | "busy" | "no-answer" | "failed" | "canceled";
export type CallStatus = "queued" | "initiated" | "ringing" | "in-progress" | FinalStatus;
export type Direction = "outbound-api" | "outbound-dial";
export type Method = "GET" | "POST";
export type Params = Record<string, string>;

/** A document to run next: fetched from `url`, or given inline as the REST parameter `Twiml`. */
export interface DocumentRequest {
  url?: string;
  method: Method;
  params?: Params;
  twiml?: string;
}

export interface StatusCallback {
  url: string;
  method: Method;
  events: ReadonlySet<string>;
}

/** What was asked of the carrier when the leg was created, by REST or by Dial. Times are in seconds. */
export interface CallRequest {
  account: string;
  from: string;
  to: string;
  direction: Direction;
  parent?: Call;
  document?: DocumentRequest;
  fallback?: { url: string; method: Method };
  statusCallback?: StatusCallback;
  timeout: number;
  timeLimit: number;
  /** Keys pressed for the caller once it is answered; a w is half a second's pause. */
  sendDigits?: string;
  detection?: { mode: string; timeout: number };
}

export interface Speech {
  text: string;
  confidence: number;
}

/** Thrown into whatever a call is doing when it ends (no `next`) or when REST sends it to another document. */
export class Interruption extends Error {
  readonly next: DocumentRequest | undefined;
  constructor(next?: DocumentRequest) {
    super(next ? "redirected" : "call ended");
    this.next = next;
  }
}

interface CallEvents {
  key: [string];
  speech: [Speech];
  ended: [];
  /** A bridged leg was sent to a document of its own by REST, so the bridge is over though the leg lives. */
  left: [];
}

const FINAL = new Set<CallStatus>(["completed", "busy", "no-answer", "failed", "canceled"]);

/** One leg: a call created by REST, or a child leg of Dial. State only; `call-lifecycle.ts` moves it. */
export class Call extends EventEmitter<CallEvents> {
  readonly sid: string;
  readonly request: CallRequest;
  readonly createdAt: number;
  status: CallStatus = "queued";
  updatedAt: number;
  startedAt: number | undefined;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  sipCode: number | undefined;
  answeredBy: string | undefined;
  partner: Call | undefined;
  script: CalleeScript | undefined;
  /** Set while it rings: hands the answered leg to whoever placed it. */
  pickUp: (() => void) | undefined;
  /** True while a document runs on this leg. */
  running = false;
  control = new AbortController();
  timers: Timer[] = [];
  /** Running transcriptions by name, each with its stop. */
  readonly transcriptions = new Map<string, () => void>();
  /** Status callbacks created so far: the next one's SequenceNumber. */
  sequence = 0;
  /** Status callbacks of one call leave in order, as long as no fault says otherwise. */
  outbox: Promise<unknown> = Promise.resolve();
  /** Callbacks that a `reorder` fault holds until the next one has gone. */
  heldCallbacks: (() => void)[] = [];

  constructor(request: CallRequest, createdAt: number, sid = newSid("CA")) {
    super();
    // A menu deep in prompts listens from several places; the default warning at 10 would be noise.
    this.setMaxListeners(0);
    this.sid = sid;
    this.request = request;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  get live(): boolean {
    return !FINAL.has(this.status);
  }

  /** Whole seconds from answer to end, 0 when it was never answered. */
  get duration(): number {
    if (this.answeredAt === undefined || this.endedAt === undefined) return 0;
    return Math.round((this.endedAt - this.answeredAt) / 1000);
  }

  /** Stops whatever the leg is doing; with `next`, to run that instead. */
  interrupt(next?: DocumentRequest): void {
    const stopped = this.control;
    if (next) this.control = new AbortController();
    stopped.abort(new Interruption(next));
  }
}

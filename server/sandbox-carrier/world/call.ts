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

/** The request that created the leg, by REST or by Dial. Times in seconds. */
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
  /** Keys that the carrier presses once the leg is answered; `w` is a pause of half a second. */
  sendDigits?: string;
  detection?: { mode: string; timeout: number };
}

export interface Speech {
  text: string;
  confidence: number;
}

/** Aborts whatever a leg is doing: it has ended, or REST has redirected it to `next`. */
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
  /** REST has redirected a bridged leg, which ends the bridge but not the leg. */
  left: [];
}

const FINAL = new Set<CallStatus>(["completed", "busy", "no-answer", "failed", "canceled"]);

/** One leg: a call created by REST, or a child leg of Dial. State only; call-lifecycle.ts changes it. */
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
  /** Set while it rings: tells the owner that the leg is answered. */
  pickUp: (() => void) | undefined;
  /** True while a document runs on this leg. */
  running = false;
  control = new AbortController();
  timers: Timer[] = [];
  /** Running transcriptions by name, each with the function that stops it. */
  readonly transcriptions = new Map<string, () => void>();
  /** Status callbacks created so far: the next one's SequenceNumber. */
  sequence = 0;
  /** The last status callback under way: the next one waits for it, so that they arrive in order. */
  outbox: Promise<unknown> = Promise.resolve();
  /** Callbacks that a `reorder` fault holds until the next one has gone. */
  heldCallbacks: (() => void)[] = [];

  constructor(request: CallRequest, createdAt: number, sid = newSid("CA")) {
    super();
    // Nested prompts, gathers and transcriptions add more listeners than the 10 that Node warns about.
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

  /** Aborts whatever the leg is doing; with `next`, runs that document instead. */
  interrupt(next?: DocumentRequest): void {
    const stopped = this.control;
    if (next) this.control = new AbortController();
    stopped.abort(new Interruption(next));
  }
}

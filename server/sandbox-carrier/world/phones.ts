import type { Call } from "./call";

export type PhoneEventType =
  | "snapshot"
  | "ringing"
  | "answered"
  | "say"
  | "play"
  | "gather"
  | "record"
  | "keypad"
  | "bridged"
  | "transcript"
  | "twiml"
  | "error"
  | "ended";

export interface PhoneEvent {
  type: PhoneEventType;
  at: string;
  account: string;
  /** The number that rings, i.e. the leg's To. */
  number: string;
  call_sid: string;
  [fact: string]: unknown;
}

export interface PhoneStream {
  account: string | undefined;
  /** The human phones this stream keeps on. Events come for every leg of the account all the same. */
  numbers: ReadonlySet<string>;
  send(event: PhoneEvent): void;
}

/** Who is watching. A human number is reachable only while a stream holds its phone on. */
export class Phones {
  #streams = new Set<PhoneStream>();
  #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns the function that closes the stream. */
  open(stream: PhoneStream): () => void {
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  isOn(account: string, number: string): boolean {
    for (const stream of this.#streams) {
      if (stream.numbers.has(number) && (!stream.account || stream.account === account)) return true;
    }
    return false;
  }

  notify(call: Call, type: PhoneEventType, facts: Record<string, unknown> = {}): void {
    // Under load nobody watches: building events for no one would be the dearest part of a call.
    if (this.#streams.size === 0) return;
    const { account, from, to, parent } = call.request;
    const event: PhoneEvent = {
      type,
      at: new Date(this.#now()).toISOString(),
      account,
      number: to,
      call_sid: call.sid,
      from,
      to,
      ...(parent && { parent_call_sid: parent.sid }),
      ...facts,
    };
    for (const stream of this.#streams) if (!stream.account || stream.account === account) stream.send(event);
  }
}

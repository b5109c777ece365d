import { LIMITS } from "@/engine/limits";
import { log } from "../platform/log";
import type { Claimed, NewAttempt } from "../ports/attempt";
import { LEASE_SECONDS } from "../ports/deadlines";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, Snapshot } from "../ports/interaction";
import type { NewPortCall } from "../ports/port-call";
import type { Answering } from "./answering";
import { type Slot, Slots } from "./slots";

/** Dials that one process makes at a time, besides those that its worker takes from the queue. */
const MAX_DIALS = 64;
/** Port calls that one process makes at a time; what comes on top goes through the queue. */
const MAX_PORT_CALLS = 64;
/** How long a process that ends waits: as long as a step may wait for a port, and some seconds to write the answer down. */
const DRAIN_MS = (LIMITS.port_seconds + 5) * 1000;

/** A dial that this process claimed with the burst that wants it. */
export type OwnDial = { account: AccountId; attempt: string; claimed: Claimed };

/** A port call that this process claimed. `secondsLeft` until the step's wait runs out. */
export type OwnPortCall = Pick<NewPortCall, "id" | "visit" | "port" | "request"> & {
  interaction: string;
  flowVersion: string;
  secondsLeft: number;
  at: string;
};

/** `document`: what `answering` waits for, where the port answers in time, else null. `ended`: nothing is left to do. */
export type PortCallUnderWay = { document: Promise<string | null>; ended: Promise<unknown> };

/** Who makes what is due. */
export type Makers = {
  dial: (dial: OwnDial) => Promise<void>;
  portCall: (account: AccountId, call: OwnPortCall, answering: Answering | null) => PortCallUnderWay;
};

type Interaction = Pick<Snapshot, "interaction" | "flowVersion">;
type Reserved = { write: BurstWrite; dial: Slot | null; portCall: Slot | null };

/**
 * Begins what a burst leaves due at once, after its commit, in the process that committed it: that spares the queue a
 * wake-up and three writes a call. A slot is acquired before the commit, so that what was claimed is always made. Where
 * none is free the work goes through the queue, to the worker that hears of it first.
 */
export class Dispatch {
  readonly #makers: Makers;
  readonly #dials = new Slots(MAX_DIALS);
  readonly #portCalls = new Slots(MAX_PORT_CALLS);
  readonly #portCallsMade = new Set<string>();
  #dialling: { onEnded: () => void } | null = null;

  constructor(makers: Makers) {
    this.#makers = makers;
  }

  /** Dials that are under way, or about to be committed. */
  get dialsUnderWay(): number {
    return this.#dials.underWay;
  }

  /** Port calls that are under way, or about to be committed. */
  get portCallsUnderWay(): number {
    return this.#portCalls.underWay;
  }

  /** Both. */
  get underWay(): number {
    return this.dialsUnderWay + this.portCallsUnderWay;
  }

  /**
   * From now on this process makes the dials of its own bursts; until then they go through the queue. `onEnded` is called after
   * each. `stop` resolves once no dial is under way or about to be committed.
   */
  startDialling(onEnded: () => void = () => undefined): { stop: () => Promise<void> } {
    const dialling = { onEnded };
    this.#dialling = dialling;
    return {
      stop: async () => {
        if (this.#dialling === dialling) this.#dialling = null;
        await this.#dials.drained();
      },
    };
  }

  /** A slot for one dial; null where this process does not dial, or dials enough. */
  acquireDialSlot(): Slot | null {
    return this.#dialling && this.#dials.acquire();
  }

  /**
   * Commits a burst by `save`, then begins what was claimed with it. `document` resolves with what `answering` waits for,
   * where a port answers in time, else with null. Rejects with what `save` throws.
   */
  async commit<Saved extends { result: string }>(
    account: AccountId,
    interaction: Interaction,
    burst: BurstWrite,
    answering: Answering | null,
    save: (write: BurstWrite) => Promise<Saved>,
  ): Promise<{ saved: Saved; document: Promise<string | null> }> {
    const reserved = this.#reserve(burst);
    let begun = { dial: false, portCall: false };
    try {
      const saved = await save(reserved.write);
      const { attempt, port_call } = reserved.write;
      const isWritten = saved.result === "written" || saved.result === "claimed";
      begun = {
        dial: saved.result === "claimed" && reserved.dial !== null,
        portCall: isWritten && reserved.portCall !== null,
      };
      if (attempt && reserved.dial && begun.dial)
        this.#dial({ account, attempt: attempt.id, claimed: claimedOf(interaction, attempt) }, reserved.dial);
      if (!port_call || !reserved.portCall || !begun.portCall) return { saved, document: NO_DOCUMENT };
      const call = { ...port_call, ...interaction, secondsLeft: port_call.timeout_seconds, at: burst.at };
      return { saved, document: this.#callPort(account, call, answering, reserved.portCall) };
    } finally {
      if (!begun.dial) reserved.dial?.release();
      if (!begun.portCall) reserved.portCall?.release();
    }
  }

  /** Makes a port call that this process took from the queue. */
  callPort(account: AccountId, call: OwnPortCall): void {
    void this.#callPort(account, call, null, this.#portCalls.take());
  }

  /** Whether this process is making the port call. */
  isCallingPort(id: string): boolean {
    return this.#portCallsMade.has(id);
  }

  /**
   * Begins nothing more, and resolves once all that was begun has ended, or after `ms`; says how much is left. What becomes
   * due meanwhile goes through the queue.
   */
  drain(ms = DRAIN_MS): Promise<number> {
    this.#dials.close();
    this.#portCalls.close();
    return this.ended(ms);
  }

  /** Resolves once nothing is under way, or after `ms`; says how much is left. */
  async ended(ms: number): Promise<number> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, ms);
    await Promise.race([Promise.all([this.#dials.drained(), this.#portCalls.drained()]), late.promise]);
    clearTimeout(timer);
    return this.underWay;
  }

  #reserve(burst: BurstWrite): Reserved {
    const { attempt, port_call } = burst;
    const dial = attempt ? this.acquireDialSlot() : null;
    const portCall = port_call ? this.#portCalls.acquire() : null;
    const write = {
      ...burst,
      ...(attempt && dial ? { attempt: { ...attempt, lease_seconds: LEASE_SECONDS } } : {}),
      ...(port_call ? { port_call: { ...port_call, claimed: portCall !== null } } : {}),
    };
    return { write, dial, portCall };
  }

  #dial(dial: OwnDial, { release }: Slot): void {
    const onEnded = this.#dialling?.onEnded;
    this.#makers
      .dial(dial)
      .then(onEnded)
      .catch((error: unknown) =>
        log.warn({ err: error, attempt: dial.attempt }, "a dial failed; its deadline will look for the call"),
      )
      .finally(release);
  }

  #callPort(
    account: AccountId,
    call: OwnPortCall,
    answering: Answering | null,
    { release }: Slot,
  ): Promise<string | null> {
    this.#portCallsMade.add(call.id);
    const { document, ended } = this.#makers.portCall(account, call, answering);
    ended.finally(() => {
      this.#portCallsMade.delete(call.id);
      release();
    });
    return document;
  }
}

const NO_DOCUMENT = Promise.resolve(null);

function claimedOf({ interaction }: Interaction, attempt: NewAttempt): Claimed {
  const { token, carrier_id, from, to, ring_seconds, detect_machine, send_digits } = attempt;
  return {
    ...{ interaction, token, carrier: carrier_id, from, to, ringSeconds: ring_seconds, detectMachine: detect_machine },
    purpose: "contact",
    sendDigits: send_digits ?? null,
  };
}

import { TimerHeap } from "./timer-heap";

export interface Timer {
  cancel(): void;
}

export interface ClockState {
  mode: "real" | "manual";
  now: string;
  /** Seconds until the next timer is due, null when there is none. */
  next_timer_in: number | null;
  /** Webhooks sent and not yet answered. */
  in_flight: number;
}

const immediate = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The only source of time in the sandbox. `manual` time moves by `advance` alone; `real` time runs, and `advance` adds to it.
 * HTTP timeouts do not use it, because they protect against a real server that hangs.
 */
export class Clock {
  readonly mode: "real" | "manual";
  #heap = new TimerHeap();
  #offset = 0;
  #manualNow = Date.now();
  #inFlight = 0;
  #idle: (() => void)[] = [];
  #advancing: Promise<unknown> = Promise.resolve();
  #held = 0;
  #wake: { due: number; handle: NodeJS.Timeout } | undefined;

  constructor(mode: "real" | "manual") {
    this.mode = mode;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.mode === "manual" ? this.#manualNow : Date.now() + this.#offset;
  }

  after(seconds: number, run: () => void): Timer {
    const entry = this.#heap.push(this.now() + Math.round(seconds * 1000), run);
    this.#arm();
    return { cancel: () => this.#heap.remove(entry) };
  }

  /** Counts `work` as in flight: `advance` waits for it before it goes to the next timer. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#inFlight++;
    try {
      return await work;
    } finally {
      this.#inFlight--;
      if (this.#inFlight === 0) for (const resume of this.#idle.splice(0)) resume();
    }
  }

  /** Fires the timers due within `seconds`, in order, and waits after each for the requests that it sent. */
  advance(seconds: number): Promise<ClockState> {
    const turn = this.#advancing.then(() => this.#advance(seconds));
    this.#advancing = turn.catch(() => {});
    return turn;
  }

  state(): ClockState {
    const next = this.#heap.peek();
    return {
      mode: this.mode,
      now: new Date(this.now()).toISOString(),
      next_timer_in: next ? Math.max(0, (next.due - this.now()) / 1000) : null,
      in_flight: this.#inFlight,
    };
  }

  /** Moves the clock on to `time`, so that after a restart it continues after the last row of the log. */
  noEarlierThan(time: number): void {
    this.#moveTo(time);
  }

  stop(): void {
    this.#held++;
    clearTimeout(this.#wake?.handle);
    this.#heap = new TimerHeap();
  }

  async #advance(seconds: number): Promise<ClockState> {
    const target = this.now() + Math.round(seconds * 1000);
    this.#held++;
    try {
      await this.#settle();
      for (let next = this.#heap.peek(); next && next.due <= target; next = this.#heap.peek()) {
        this.#moveTo(next.due);
        this.#fire();
        await this.#settle();
      }
      this.#moveTo(target);
    } finally {
      this.#held--;
      this.#arm();
    }
    return this.state();
  }

  #moveTo(time: number): void {
    if (this.mode === "manual") this.#manualNow = Math.max(this.#manualNow, time);
    else this.#offset += Math.max(0, time - this.now());
  }

  /** Lets the continuations of the last timer run, then waits for the requests that they sent. */
  async #settle(): Promise<void> {
    for (;;) {
      await immediate();
      if (this.#inFlight === 0) return;
      await new Promise<void>((resolve) => this.#idle.push(resolve));
    }
  }

  #fire(): void {
    const entry = this.#heap.pop();
    try {
      entry?.run();
    } catch (error) {
      console.error("sandbox timer failed", error);
    }
  }

  #arm(): void {
    if (this.mode === "manual" || this.#held > 0) return;
    const next = this.#heap.peek();
    if (!next || (this.#wake && this.#wake.due <= next.due)) return;
    clearTimeout(this.#wake?.handle);
    // Beyond 2^31 ms setTimeout fires at once; waking early is harmless.
    const delay = Math.min(Math.max(0, next.due - this.now()), 2 ** 30);
    this.#wake = { due: next.due, handle: setTimeout(() => this.#pump(), delay) };
  }

  #pump(): void {
    this.#wake = undefined;
    if (this.#held > 0) return;
    const now = this.now();
    for (let next = this.#heap.peek(); next && next.due <= now; next = this.#heap.peek()) this.#fire();
    this.#arm();
  }
}

/** Room for one piece of work; to be released when it has ended, or will not be begun. */
export type Slot = { release: () => void };

/** Counts work of one kind that a process does at a time. */
export class Slots {
  readonly #most: number;
  readonly #taken = new Set<Promise<void>>();
  #closed = false;

  constructor(most: number) {
    this.#most = most;
  }

  get underWay(): number {
    return this.#taken.size;
  }

  /** A slot; null where none is free, or after `close`. */
  acquire(): Slot | null {
    return this.#closed || this.#taken.size >= this.#most ? null : this.take();
  }

  /** A slot for work that somebody else has bounded already. */
  take(): Slot {
    const free = Promise.withResolvers<void>();
    this.#taken.add(free.promise);
    const release = () => {
      this.#taken.delete(free.promise);
      free.resolve();
    };
    return { release };
  }

  close(): void {
    this.#closed = true;
  }

  /** Resolves once no work is under way. */
  async drained(): Promise<void> {
    while (this.#taken.size > 0) await Promise.all(this.#taken);
  }
}

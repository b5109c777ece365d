/** Characters that a text operation gets through in one unit of work, as measured with the slowest of them. */
const CHARACTERS = 16;
/** Comparisons of a plain search in one unit: a search may compare all of the sought text at every place. */
const COMPARISONS = 2048;

/** Somebody's data asks for more work than is allowed; thrown by `Work.use`. */
export class WorkError extends Error {
  constructor(readonly work: Work) {
    super(work.exceeded);
  }
}

/**
 * Counts work that an account's data causes, so that one process can serve many. A unit takes about a microsecond. Work is
 * counted and never timed, so that browser, server and replay stop at the same place.
 */
export class Work {
  #used = 0;
  #refused = false;

  /** `exceeded`: what to say, and do, when it was more than `most`. */
  constructor(
    readonly most: number,
    readonly exceeded: string,
    private readonly whole: Work | null = null,
  ) {}

  get used(): number {
    return this.#used;
  }

  /** True once something was too much. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Counts units before they are worked. Throws WorkError, and counts none, if they are too many for it or what it is part of. */
  use(units: number): void {
    if (this.#used + units > this.most) {
      this.#refused = true;
      throw new WorkError(this);
    }
    this.whole?.use(units);
    this.#used += units;
  }

  /** A piece of this work with a limit of its own; what it uses counts here, too. */
  part(most: number, exceeded: string): Work {
    return new Work(most, exceeded, this);
  }
}

/** Units for reading or making a value: a text by its length, a list by its entries. */
export function unitsOf(value: unknown): number {
  if (typeof value === "string") return 1 + value.length / CHARACTERS;
  return Array.isArray(value) ? 1 + value.length : 1;
}

/** Units for comparing a variable's value, which is faster than making one. */
export function unitsToRead(value: unknown): number {
  return typeof value === "string" ? 1 + value.length / 256 : 1;
}

/** Units for looking for `sought` in a text: V8's `includes` has no linear bound (64 KiB in 232 ms). */
export function unitsOfSearch(text: string, sought: string): number {
  return unitsOf(text) + unitsOf(sought) + (text.length * sought.length) / COMPARISONS;
}

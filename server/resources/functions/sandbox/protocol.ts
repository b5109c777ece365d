/** The message to a pool process: one run of one source. It is sent as JSON. */
export type Task = {
  source: string;
  /** The argument as JSON; null: the source is only compiled. */
  args: string | null;
  /** Milliseconds since 1970: the function's clock always shows this moment. */
  now: number;
  /** Seeds Math.random. */
  seed: number;
};

/**
 * How the run ended. `text` and `console` are JSON that was written inside the isolate, where the function can have changed it, so the
 * reader must check it.
 */
export type Answer =
  | { did: "tell"; text: string }
  /** An error before the function was called: from the compiler, or from the top level of the source. */
  | { did: "throw"; message: string; stack: string }
  /** Nothing is left to run, but the function still waits for a promise. */
  | { did: "hang"; console: string }
  | { did: "too_much_output" }
  | { did: "too_much_memory" };

/** The messages of a pool process: first `ready`, then one answer for each task. */
export type FromProcess = { ready: true } | { answer: Answer };

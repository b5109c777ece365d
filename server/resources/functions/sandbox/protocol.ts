/** What a pool process is asked: one run of one source. It crosses as JSON. */
export type Task = {
  source: string;
  /** The argument as JSON; null: the source is only compiled. */
  args: string | null;
  /** Milliseconds since 1970: the only time the function knows. */
  now: number;
  /** Decides what Math.random gives. */
  seed: number;
};

/**
 * What came of it. `text` and `console` are JSON that was written inside the isolate, where a function may have had its
 * hands on it: whoever reads it checks it.
 */
export type Answer =
  | { did: "tell"; text: string }
  /** Thrown before the function was called: by the compiler, or at the top of the source. */
  | { did: "throw"; message: string; stack: string }
  /** Nothing is left to run, and what the function waits for never comes. */
  | { did: "hang"; console: string }
  | { did: "too_much_output" }
  | { did: "too_much_memory" };

/** What a process says: first that it is up, then one answer a task. */
export type FromProcess = { ready: true } | { answer: Answer };

import { z } from "zod";

const REST = ["error_500", "error_429", "error", "hang", "lose_answer", "delay", "garble"] as const;
const EFFECTS = {
  create: ["error_400", ...REST],
  fetch: [...REST, "stuck"],
  list: [...REST, "any_time"],
  update: REST,
  /** Reading the account, its numbers, its caller ids and the countries it may call. */
  setup: ["error_500", "error_429", "error", "hang", "garble"],
  document: ["drop", "lose_answer", "duplicate", "delay"],
  callback: ["drop", "lose_answer", "duplicate", "delay", "reorder"],
} as const;

export type Operation = keyof typeof EFFECTS;
const operations = Object.keys(EFFECTS) as [Operation, ...Operation[]];
const effects = [...new Set(Object.values(EFFECTS).flat())] as [string, ...string[]];

const faultSchema = z
  .strictObject({
    match: z.strictObject({
      operation: z.enum(operations),
      account: z.string().optional(),
      to: z.string().optional(),
      /** Status callback event: initiated, ringing, answered, completed. */
      event: z.string().optional(),
      /** CallStatus at that moment. */
      status: z.string().optional(),
      url_contains: z.string().optional(),
    }),
    effect: z.enum(effects),
    /** For hang and delay. */
    seconds: z.number().min(0).default(5),
    /** For error_400 and error: the carrier's code. */
    code: z.number().int().default(20001),
    /** For error: HTTP's status. */
    http: z.number().int().min(300).max(599).default(500),
    /** For error: the answer is a proxy's page, without the carrier's code. */
    html: z.boolean().default(false),
    /** For error and error_429: seconds of a Retry-After. */
    retry_after: z.number().int().min(0).optional(),
    /** For stuck: the status that the call reads, whatever it is. */
    says: z.string().default("in-progress"),
    /** Whether the operation is performed all the same. Default: by the effect. */
    placed: z.boolean().optional(),
    /** How often the rule applies; without `times` and `probability`, once. */
    times: z.number().int().positive().optional(),
    probability: z.number().min(0).max(1).optional(),
    seed: z.number().int().default(1),
  })
  .refine(
    (rule) => (EFFECTS[rule.match.operation] as readonly string[]).includes(rule.effect),
    "this operation has no such effect",
  );

export type FaultInput = z.input<typeof faultSchema>;
export interface Fault extends z.output<typeof faultSchema> {
  id: number;
  /** How often the rule has been applied. */
  struck: number;
}
export type FaultFacts = Partial<Record<"account" | "to" | "event" | "status" | "url", string>>;

/** Seeded, so that a run with faults can be repeated exactly (mulberry32). */
function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The fault rules, tried in the order they were added; the first that matches is the fault. */
export class Faults {
  #rules: { fault: Fault; roll: () => number }[] = [];
  #next = 1;

  add(input: FaultInput): Fault {
    const parsed = faultSchema.parse(input);
    const once = parsed.times === undefined && parsed.probability === undefined;
    const fault: Fault = { ...parsed, ...(once && { times: 1 }), id: this.#next++, struck: 0 };
    this.#rules.push({ fault, roll: random(fault.seed) });
    return fault;
  }

  all(): Fault[] {
    return this.#rules.map((rule) => rule.fault);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault for an operation, counted as applied; undefined if no rule matches. */
  strike(operation: Operation, facts: FaultFacts): Fault | undefined {
    for (const { fault, roll } of this.#rules) {
      if (fault.times !== undefined && fault.struck >= fault.times) continue;
      if (!matches(fault, operation, facts)) continue;
      if (fault.probability !== undefined && roll() >= fault.probability) continue;
      fault.struck++;
      return fault;
    }
    return undefined;
  }
}

function matches({ match }: Fault, operation: Operation, facts: FaultFacts): boolean {
  if (match.operation !== operation) return false;
  for (const key of ["account", "to", "event", "status"] as const) {
    if (match[key] !== undefined && match[key] !== facts[key]) return false;
  }
  return match.url_contains === undefined || Boolean(facts.url?.includes(match.url_contains));
}

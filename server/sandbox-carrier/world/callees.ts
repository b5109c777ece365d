// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { type Callee, type CalleeInput, calleeSchema, DEMO_CALLEES } from "./callee";

/** Callees by number, and the default callee at every other number. */
export class Callees {
  #byNumber = new Map<string, Callee>();
  #default: Callee;

  constructor(unknown: CalleeInput = { kind: "scripted", ring: 2, then: "answer" }) {
    this.#default = calleeSchema.parse(unknown);
    for (const [number, callee] of Object.entries(DEMO_CALLEES)) this.put(number, callee);
  }

  at(number: string): Callee {
    return this.#byNumber.get(number) ?? this.#default;
  }

  /** `number` is E.164, or `default` for every number not listed. */
  put(number: string, callee: CalleeInput): Callee {
    const parsed = calleeSchema.parse(callee);
    if (number === "default") this.#default = parsed;
    else this.#byNumber.set(number, parsed);
    return parsed;
  }

  all(): Record<string, Callee> {
    return { default: this.#default, ...Object.fromEntries(this.#byNumber) };
  }
}

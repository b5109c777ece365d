import type { Plan } from "./plan/plan";
import { type Ground, runPlan } from "./run-plan";

/** Worlds that one shrinking may let live. */
const TRIES = 400;

/** The fewest faults and calls of a plan that still break the invariant: what can be left out is, a half at a time, then one by one. */
export async function shrink(ground: Ground, plan: Plan, invariant: string): Promise<Plan> {
  let tries = 0;
  const breaks = async (smaller: Plan) => {
    tries += 1;
    return (await runPlan(ground, smaller)).violations.some((one) => one.invariant === invariant);
  };
  let least = plan;
  const without = async <Name extends "faults" | "calls">(name: Name) => {
    for (let size = Math.ceil(least[name].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < least[name].length && tries < TRIES; ) {
        const rest = least[name].toSpliced(at, size);
        const smaller = { ...least, [name]: rest } as Plan;
        if (await breaks(smaller)) least = smaller;
        else at += size;
      }
  };
  await without("faults");
  await without("calls");
  await without("faults");
  for (let slots = 1; slots < least.slots && tries < TRIES; slots++) {
    const smaller = { ...least, slots };
    if (!(await breaks(smaller))) continue;
    least = smaller;
  }
  if (least.listLagSeconds > 0 && (await breaks({ ...least, listLagSeconds: 0 })))
    least = { ...least, listLagSeconds: 0 };
  return least;
}

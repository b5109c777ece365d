import type { Plan } from "./plan/plan";
import { type Ground, runPlan } from "./run-plan";

/** What goes without saying in a story: polls that nothing came of, and each half of a statement's way. */
const UNSAID = /^(answered |turn$|timer$|carrier's timer$|deadlines$|jobs$|heartbeats$|waits no longer)/;

/** A shrunk plan as people read it: who, when, what on which wire. */
export async function tellStory(ground: Ground, plan: Plan): Promise<string[]> {
  const lines: string[] = [];
  for (const { at, flow, arguments: given, cancelAfter } of plan.calls)
    lines.push(
      `at ${clock(at)} a client starts ${flow} ${JSON.stringify(given)}${cancelAfter === null ? "" : `, and cancels it ${cancelAfter} ms after its answer`}`,
    );
  for (const callees of [plan.agents, ...plan.calls.map((call) => call.callees)])
    for (const [number, callee] of Object.entries(callees)) lines.push(`${number} is ${JSON.stringify(callee)}`);
  for (const fault of plan.faults) lines.push(`fault ${JSON.stringify(fault)}`);
  const outcome = await runPlan(ground, plan, (at, actor, label) => {
    if (!UNSAID.test(label)) lines.push(`${clock(at)} ${actor.padEnd(10)} ${label}`);
  });
  for (const { invariant, what } of outcome.violations) lines.push(`broken: ${invariant}: ${what}`);
  return lines;
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23);

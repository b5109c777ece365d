// biome-ignore-all lint/suspicious/noThenProperty: the word the sandbox uses in its scripts; no callee is ever awaited.
import { z } from "zod";
import type { SandboxLine } from "./sandbox";

const callee = z.object({
  kind: z.string(),
  ring: z.number().optional(),
  then: z.string().optional(),
  actions: z.array(z.object({ on: z.string(), do: z.string(), after: z.number() })).default([]),
});
type Callee = z.infer<typeof callee>;

const ENDS: Record<string, string> = {
  answer: "answers",
  busy: "is busy",
  decline: "declines",
  never: "never answers",
  machine: "is an answering machine",
  fail: "does not exist",
};

export type PhoneBook = { humans: string[]; scripted: { number: string; does: string }[] };

/** Who is at which number of the sandbox's world: the test phones, and callees that follow a script. */
export async function phoneBook(line: SandboxLine): Promise<PhoneBook> {
  const response = await line.ask("/callees");
  const all = Object.entries(z.record(z.string(), callee).parse(await response.json()));
  const known = all.filter(([number]) => number !== "default").sort(([a], [b]) => a.localeCompare(b));
  return {
    humans: known.filter(([, { kind }]) => kind === "human").map(([number]) => number),
    scripted: known.filter(([, { kind }]) => kind !== "human").map(([number, who]) => ({ number, does: does(who) })),
  };
}

function does({ then = "", ring, actions }: Callee): string {
  const end = ENDS[then] ?? then;
  const first = ring && ["answer", "decline", "machine"].includes(then) ? ` after ${ring} s` : "";
  const hangsUp = actions.find((action) => action.do === "hang_up");
  const later = hangsUp ? `, hangs up ${MOMENTS[hangsUp.on] ?? "later"}` : "";
  return `${end}${first}${later}`;
}

const MOMENTS: Record<string, string> = {
  say: "during the message",
  dial: "while the agent rings",
  bridge: "a while after being joined",
};

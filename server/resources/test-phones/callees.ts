// biome-ignore-all lint/suspicious/noThenProperty: the word the sandbox uses in its scripts; no callee is ever awaited.
import { z } from "zod";
import type { SandboxClient } from "./sandbox";

const callee = z.object({
  kind: z.string(),
  ring: z.number().optional(),
  then: z.string().optional(),
  actions: z.array(z.object({ on: z.string(), do: z.string(), after: z.number() })).default([]),
});
type Callee = z.infer<typeof callee>;

const ENDINGS: Record<string, string> = {
  answer: "answers",
  busy: "is busy",
  decline: "declines",
  never: "never answers",
  machine: "is an answering machine",
  fail: "does not exist",
};

export type PhoneBook = { humans: string[]; scripted: { number: string; does: string }[] };

/** The numbers that the sandbox knows: test phones that a human answers, and callees that follow a script. */
export async function phoneBook(sandbox: SandboxClient): Promise<PhoneBook> {
  const response = await sandbox.request("/callees");
  const all = Object.entries(z.record(z.string(), callee).parse(await response.json()));
  const known = all.filter(([number]) => number !== "default").sort(([a], [b]) => a.localeCompare(b));
  return {
    humans: known.filter(([, { kind }]) => kind === "human").map(([number]) => number),
    scripted: known
      .filter(([, { kind }]) => kind !== "human")
      .map(([number, callee]) => ({ number, does: describeCallee(callee) })),
  };
}

function describeCallee({ then = "", ring, actions }: Callee): string {
  const end = ENDINGS[then] ?? then;
  const first = ring && ["answer", "decline", "machine"].includes(then) ? ` after ${ring} s` : "";
  const hangsUp = actions.find((action) => action.do === "hang_up");
  const suffix = hangsUp ? `, hangs up ${HANG_UP_MOMENTS[hangsUp.on] ?? "later"}` : "";
  return `${end}${first}${suffix}`;
}

const HANG_UP_MOMENTS: Record<string, string> = {
  say: "during the message",
  dial: "while the agent rings",
  bridge: "a while after being joined",
};

import { randomUUID } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import type { Answer, Client } from "../api/client";
import { flowNamed } from "../api/flows";
import { EXIT } from "../output/fault";
import { progress, show } from "../output/show";
import { clientOf, commonOf } from "./common";

type Step = { step: string; component: string; exit: string | null };
type Interaction = {
  interaction_id: string;
  status: string;
  outcome: string | null;
  call_result: string | null;
  steps: Step[];
};

export function addStart(program: Command): void {
  program
    .command("start <flow>")
    .summary("start an interaction: phones ring")
    .option("-a, --arg <name=value>", "an argument of the flow; as often as it has some", collect, {})
    .option("--follow", "print the steps until it is over; the exit code is 1 where it failed")
    .addHelpText(
      "after",
      '\nExample:\n  patchcord start "Report a problem" --arg contact_1=+12025550120 --arg contact_2=+12025550130 --follow',
    )
    .action(
      async (name: string, { arg, follow }: { arg: Record<string, string>; follow?: boolean }, command: Command) => {
        const common = commonOf(command);
        const client = await clientOf(common.env);
        const { flow_id } = await flowNamed(client, name);
        const path = `/api/flows/${flow_id}/interactions`;
        const { body } = await client.post<{ interaction_id: string }>(path, arg, { idempotencyKey: randomUUID() });
        if (!follow) return show(common, body, [body.interaction_id]);
        progress(body.interaction_id);
        const ended = await until(
          client,
          `${path}/${body.interaction_id}`,
          (line) => !common.json && console.log(line),
        );
        show(common, ended, [
          `${ended.status}: ${ended.outcome ?? "no outcome"}, call ${ended.call_result ?? "not made"}`,
        ]);
        if (ended.status === "failed") process.exitCode = EXIT.failed;
      },
    );
}

function collect(given: string, all: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("It has to be name=value.");
  return { ...all, [name]: value };
}

/** Waits for each change, and says each step once it has been left. */
async function until(client: Client, path: string, say: (line: string) => void): Promise<Interaction> {
  let said = 0;
  for (let etag: string | null = null; ; ) {
    const answer: Answer<Interaction> = await client.get(`${path}?wait=30`, etag ? { ifNoneMatch: etag } : {});
    etag = answer.etag;
    if (answer.status === 304) continue;
    const left = answer.body.steps.filter(({ exit }) => exit !== null);
    for (const { step, exit } of left.slice(said)) say(`  ${step} → ${exit}`);
    said = Math.max(said, left.length);
    if (answer.body.status !== "running") return answer.body;
  }
}

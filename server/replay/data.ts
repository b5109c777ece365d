import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { withAccount } from "../db";
import type { AccountId } from "../ports/ids";
import type { EventRow } from "../ports/store";

/** What an interaction was recorded with: its version's definition and every resume in order. Null: not in this account. */
export function recorded(
  account: AccountId,
  id: string,
): Promise<{ definition: FlowDefinition; rows: EventRow[] } | null> {
  return withAccount(account, async (tx) => {
    const interaction = await tx.interaction.findUnique({ where: { accountId_id: { accountId: account, id } } });
    if (!interaction) return null;
    const { flowVersionId } = interaction;
    const version = await tx.flowVersion.findUniqueOrThrow({
      where: { accountId_id: { accountId: account, id: flowVersionId } },
    });
    const parsed = parseDefinition(registry, version.definition);
    if (!parsed.ok) throw new Error("The flow version cannot be read.");
    const events = await tx.interactionEvent.findMany({
      where: { accountId: account, interactionId: id },
      orderBy: { seq: "asc" },
    });
    return { definition: parsed.definition, rows: events.map(row) };
  });
}

type Stored = {
  seq: number;
  at: Date;
  inputKey: string;
  resume: unknown;
  events: unknown;
  answer: string | null;
  engine: string;
};

function row({ seq, at, inputKey, resume, events, answer, engine }: Stored): EventRow {
  return {
    seq,
    at: at.toISOString(),
    input_key: inputKey,
    resume: resume as EventRow["resume"],
    events: events as EventRow["events"],
    answer,
    engine,
  };
}

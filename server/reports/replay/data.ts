import pg from "pg";
import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { withAccount } from "../../platform/db";
import { env } from "../../platform/env";
import type { AccountId } from "../../ports/ids";
import type { EventRow } from "../../ports/interaction";

/** The account of an interaction; null: there is none of this id. Connects as the database's owner, since the operator's command has no account. */
export async function accountOf(interaction: string): Promise<AccountId | null> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? env().DATABASE_URL });
  await owner.connect();
  try {
    const { rows } = await owner.query("select account_id from interaction where id::text = $1", [interaction]);
    return rows[0]?.account_id ?? null;
  } finally {
    await owner.end();
  }
}

/** The recording of an interaction: its version's definition and its log in order. Null: the account has no such interaction. */
export function readRecording(
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

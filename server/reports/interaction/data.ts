import type { EngineEvent } from "@/engine/run/state";
import { query } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { type StepRecord, stepsOf } from "./step-records";

/** One interaction as the Flows API shows it; moments are ISO 8601 in UTC. */
export type InteractionRecord = {
  interaction_id: string;
  flow_id: string;
  flow_version_id: string;
  flow_version: number;
  status: string;
  outcome: string | null;
  call_result: string | null;
  started_at: string;
  finished_at: string | null;
  /** Until when its call waits for the account's rules to allow it, and why; null where it does not. */
  waiting: { until: string; code: string; message?: string } | null;
  steps: StepRecord[];
};

type Held = { until: string; code: string; message: string };
type Row = Omit<InteractionRecord, "steps" | "waiting"> & { has_sensitive: boolean; events: EngineEvent[][] };

/** Reads an interaction of the account's flow; null where the flow has none of that id. */
export async function readInteractionRecord(
  account: AccountId,
  flow: string,
  interaction: string,
): Promise<InteractionRecord | null> {
  const text = "select patchcord_interaction($1, $2, $3) as found, patchcord_held_reason($1, $3) as held";
  const [row] = await query<{ found: Row | null; held: Held | null }>("interaction", text, [
    account,
    flow,
    interaction,
  ]);
  if (!row?.found) return null;
  const { found } = row;
  return {
    interaction_id: found.interaction_id,
    flow_id: found.flow_id,
    flow_version_id: found.flow_version_id,
    flow_version: found.flow_version,
    status: found.status,
    outcome: found.outcome,
    call_result: found.call_result,
    started_at: utc(found.started_at),
    finished_at: found.finished_at && utc(found.finished_at),
    waiting: row.held && waitingOf(row.held, !found.has_sensitive),
    steps: stepsOf(found.events.flat(), !found.has_sensitive),
  };
}

/** The message can quote the number, which may be the value of a sensitive variable. */
function waitingOf({ until, code, message }: Held, withMessage: boolean): NonNullable<InteractionRecord["waiting"]> {
  return { until: utc(until), code, ...(withMessage ? { message } : {}) };
}

/** The versions of the account's interactions of these ids. */
export async function interactionVersions(account: AccountId, ids: string[]): Promise<Map<string, number>> {
  const rows = await query<{ id: string; version: number }>(
    "interaction_versions",
    "select id, version from patchcord_interaction_versions($1, $2)",
    [account, ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** The database writes timestamps in its own time zone. */
const utc = (moment: string) => new Date(moment).toISOString();

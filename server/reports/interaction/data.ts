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
  steps: StepRecord[];
};

type Row = Omit<InteractionRecord, "steps"> & { has_sensitive: boolean; events: EngineEvent[][] };

/** Reads an interaction of the account's flow; null where the flow has none of that id. */
export async function readInteraction(
  account: AccountId,
  flow: string,
  interaction: string,
): Promise<InteractionRecord | null> {
  const text = "select patchcord_interaction($1, $2, $3) as found";
  const [row] = await query<{ found: Row | null }>("interaction", text, [account, flow, interaction]);
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
    steps: stepsOf(found.events.flat(), !found.has_sensitive),
  };
}

/** The database writes timestamps in its own time zone. */
const utc = (moment: string) => new Date(moment).toISOString();

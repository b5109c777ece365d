import type pg from "pg";
import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import type { EventRow } from "@/server/ports/interaction";
import { replay } from "@/server/runtime/replay";

const READ = `select i.id, v.definition, jsonb_agg(jsonb_build_object('seq', e.seq, 'resume', e.resume, 'events', e.events, 'engine', e.engine)
  order by e.seq) as rows from interaction i join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
  join interaction_event e on e.account_id = i.account_id and e.interaction_id = i.id group by i.id, v.definition`;

/** Replays every interaction of a test database; returns those that did not come out the same. */
export async function replayAll(owner: pg.Client): Promise<unknown[]> {
  const { rows: interactions } = await owner.query<{ id: string; definition: unknown; rows: EventRow[] }>(READ);
  if (interactions.length === 0) throw new Error("There is nothing to replay.");
  return interactions.flatMap(({ id, definition, rows }) => {
    const parsed = parseDefinition(registry, definition);
    if (!parsed.ok) throw new Error(`The version of ${id} cannot be read.`);
    const result = replay(registry, parsed.definition, rows);
    return result.same && !result.drift ? [] : [{ id, ...result }];
  });
}

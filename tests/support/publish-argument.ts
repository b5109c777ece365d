import type pg from "pg";
import { v7 } from "uuid";
import type { World } from "@/prisma/seed/world";

/** Publishes the seed flow anew, with one argument more. */
export async function publishWithArgument(owner: pg.Client, world: World, name: string): Promise<void> {
  const version = v7();
  await owner.query("update flow_version set status = 'archived' where flow_id = $1 and status = 'published'", [
    world.flow,
  ]);
  await owner.query(
    `insert into flow_version (account_id, id, flow_id, number, status, definition)
     select account_id, $2, flow_id, (select max(number) + 1 from flow_version where flow_id = v.flow_id), 'published', jsonb_set(
       jsonb_set(definition, array['variables', $3::text], '{"type": "string"}'),
       '{steps,trigger,config,arguments,99}', jsonb_build_object('name', $3::text, 'variable', $3::text))
     from flow_version v where id = $1`,
    [world.flowVersion, version, name],
  );
  await owner.query("update flow set published_version_id = $1 where id = $2", [version, world.flow]);
}

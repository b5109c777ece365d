import type pg from "pg";
import { registry } from "@/components/flow/registry";
import { fieldsOf } from "@/engine/definition/fields";
import type { EngineEvent } from "@/engine/run/state";
import { canFault } from "../components/can-fault";
import { casesOf } from "../components/cases";
import { flows } from "./script";

type Steps = Record<string, { component: string; config: unknown }>;

/**
 * Exits that must be reached over the wire, as `component.exit`: of every component those it always has, those of every step
 * that the scripts' flows place, and `error` where it can fault.
 */
export function wantedExits(): string[] {
  const placed = Object.values(flows).flatMap((text) => Object.values((JSON.parse(text) as { steps: Steps }).steps));
  const wanted = [...registry.values()].flatMap(({ definition }) => {
    const { id, config: schema, exits } = definition;
    const always = casesOf(id).flatMap(({ config }) => {
      const own = new Set(fieldsOf(schema, config).flatMap(({ meta, value }) => (meta.is === "id" ? [value] : [])));
      return exits(schema.parse(config)).filter((exit) => !own.has(exit.id));
    });
    const here = placed
      .filter(({ component }) => component === id)
      .flatMap(({ config }) => exits(schema.parse(config)));
    const faults = canFault(definition, casesOf(id)) ? ["error"] : [];
    return [...[...always, ...here].map((exit) => exit.id), ...faults].map((exit) => `${id}.${exit}`);
  });
  return [...new Set(wanted)].sort();
}

/** Exits that the recorded interactions of a database have taken. */
export async function takenExits(owner: pg.Client): Promise<Set<string>> {
  const { rows } = await owner.query<{ events: EngineEvent[] }>(
    `select jsonb_agg(e.event order by r.seq, e.at) as events from interaction_event r,
      jsonb_array_elements(r.events) with ordinality e(event, at) group by r.interaction_id`,
  );
  const taken = new Set<string>();
  for (const { events } of rows) {
    const components = new Map<number, string>();
    for (const event of events) {
      if (event.event === "step_entered") components.set(event.visit, event.component);
      if (event.event === "step_left") taken.add(`${components.get(event.visit)}.${event.exit}`);
    }
  }
  return taken;
}

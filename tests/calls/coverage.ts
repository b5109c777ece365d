import type pg from "pg";
import { registry } from "@/components/flow/registry";
import { fieldsOf } from "@/engine/definition/fields";
import type { EngineEvent } from "@/engine/run/state";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { canFault } from "../components/can-fault";
import { casesOf } from "../components/cases";
import { flows } from "./script";
import { UNREACHABLE } from "./unreachable";

type Steps = Record<string, { component: string; config: unknown; exits: Record<string, string> }>;
const REPORT_A_PROBLEM = "report-a-problem";

/** The demo's second flow is published three times, each with other hours and days: what one of them reaches, it reaches. */
export const demoName = (name: string | undefined) => (name ?? REPORT_A_PROBLEM).replace(/^(service-desk)-.*/, "$1");

/**
 * Exits that must be reached over the wire, as `component.exit`: of every component those it always has, those of every step
 * that the scripts' flows place, and `error` where it can fault.
 */
export function wantedComponentExits(): string[] {
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

/** Every exit of every step of the scripts' flows and of the demo's, and `error` where it can fault, as `flow step.exit`. */
export function wantedExits(): string[] {
  const texts = { ...flows, [REPORT_A_PROBLEM]: JSON.stringify(reportAProblem) };
  const wanted = Object.entries(texts).flatMap(([name, text]) =>
    Object.entries((JSON.parse(text) as { steps: Steps }).steps).flatMap(
      ([step, { component, config, exits: wired }]) => {
        const { definition } = registry.get(component)!;
        const own = definition
          .exits(definition.config.parse(config))
          .filter(({ id, unwired }) => unwired === undefined || id in wired);
        const faults = canFault(definition, casesOf(component)) ? ["error"] : [];
        return [...own.map(({ id }) => id), ...faults].map((exit) => `${demoName(name)} ${step}.${exit}`);
      },
    ),
  );
  return [...new Set(wanted)].sort();
}

/** The exits that no call can take, as `flow step.exit`. */
export function unreachable(): string[] {
  return UNREACHABLE.flatMap(({ exits }) =>
    Object.entries(exits).flatMap(([flow, own]) => own.map((exit) => `${flow} ${exit}`)),
  ).sort();
}

/** Exits that the recorded interactions of a database have taken, as `flow step.exit`. */
export async function takenExits(owner: pg.Client, nameOf: (flow: string) => string | undefined): Promise<Set<string>> {
  const left = await stepsLeft(owner);
  return new Set(left.map(({ flow, step, exit }) => `${demoName(nameOf(flow))} ${step}.${exit}`));
}

/** The same by component. */
export async function takenComponentExits(owner: pg.Client): Promise<Set<string>> {
  return new Set((await stepsLeft(owner)).map(({ component, exit }) => `${component}.${exit}`));
}

type StepLeft = { flow: string; step: string; component: string; exit: string | null };

async function stepsLeft(owner: pg.Client): Promise<StepLeft[]> {
  const { rows } = await owner.query<{ flow: string; events: EngineEvent[] }>(
    `select v.flow_id as flow, jsonb_agg(e.event order by r.seq, e.at) as events
      from interaction i
      join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
      join interaction_event r on r.account_id = i.account_id and r.interaction_id = i.id,
      jsonb_array_elements(r.events) with ordinality e(event, at) group by i.id, v.flow_id`,
  );
  return rows.flatMap(({ flow, events }) => {
    const entered = new Map<number, { step: string; component: string }>();
    return events.flatMap((event) => {
      if (event.event === "step_entered") entered.set(event.visit, event);
      const visit = event.event === "step_left" ? entered.get(event.visit) : undefined;
      if (event.event !== "step_left" || !visit) return [];
      return [{ flow, step: visit.step, component: visit.component, exit: event.exit }];
    });
  });
}

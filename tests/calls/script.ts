import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { expect } from "vitest";
import type { CalleeInput } from "@/server/sandbox-carrier/callee";
import type { FaultInput } from "@/server/sandbox-carrier/faults";
import type { Visitor } from "../support/visitor";

/** A call script: what the callees do, what goes wrong, and what must come of it, as a person with a phone would say. */
export type Script = {
  name: string;
  arguments: { contact_1: string; contact_2: string };
  callees?: Record<string, CalleeInput>;
  faults?: FaultInput[];
  outcome: string;
  call_result: string | null;
  path: string;
  error?: string;
  /** How often each phone rang. */
  rings: Record<string, number>;
  attempt?: Record<string, unknown>;
};

export const scripts: Script[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => JSON.parse(readFileSync(path.join(import.meta.dirname, file), "utf8")) as Script[]);

/** After an interaction is over, what is left at the carrier has this long to end. */
const AFTERWARDS_SECONDS = 60;

/** Plays a script through the API and the carrier, and checks everything it says. */
export async function play(world: Visitor, owner: pg.Client, script: Script): Promise<void> {
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  for (const [number, callee] of Object.entries(script.callees ?? {})) await world.sandbox.putCallee(number, callee);
  for (const fault of script.faults ?? []) await world.sandbox.addFault(fault);

  const accepted = await world.start(script.arguments);
  expect(accepted.status, await accepted.clone().text()).toBe(202);
  const { interaction_id } = (await accepted.json()) as { interaction_id: string };
  const over = await world.untilOver(interaction_id);
  await world.clock.advance(AFTERWARDS_SECONDS);
  await world.sandbox.clearFaults();

  const { path: way, outcome, call_result } = over;
  expect({ path: way, outcome, call_result }).toEqual({
    path: script.path,
    outcome: script.outcome,
    call_result: script.call_result,
  });
  if (script.error) expect(over.steps.find((step) => step.error)?.error?.code).toBe(script.error);

  const log = (await world.sandbox.log()).filter((row) => row.seq > since);
  const rang: Record<string, number> = {};
  for (const row of log) if (row.event === "ringing" && row.to) rang[row.to] = (rang[row.to] ?? 0) + 1;
  expect(rang).toEqual(script.rings);
  expect(log.filter((row) => row.event === "error").map((row) => row.message)).toEqual([]);
  expect(await world.sandbox.calls(), "no call is left at the carrier").toEqual([]);

  if (!script.attempt) return;
  const { rows } = await owner.query("select * from dial_attempt where interaction_id = $1", [interaction_id]);
  expect(rows).toMatchObject([script.attempt]);
}

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { expect } from "vitest";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import type { FaultInput } from "@/server/sandbox-carrier/world/faults";
import { heldAnswers, releaseAll } from "../support/foreign-server";
import { holdTable } from "../support/held-table";
import type { Interaction } from "../support/interaction";
import type { Visitor } from "../support/visitor";
import { serviceDesks } from "./service-desk";

/** A call script: what the callees do, what goes wrong, and what must come of it, as a person with a phone would say. */
export type Script = {
  name: string;
  /** The definition in flows/ it is about; absent: the seed flow. */
  flow?: string;
  arguments: Record<string, string>;
  callees?: Record<string, CalleeInput>;
  faults?: FaultInput[];
  /** Foreign servers that hold their answers let them go after so many seconds of the world's time. */
  release_after?: number;
  /** A table that somebody else holds until the interaction is over: what has to read it hangs. */
  holds?: string;
  outcome: string;
  call_result: string | null;
  path: string;
  error?: string;
  /** How often each phone rang. */
  rings: Record<string, number>;
  attempt?: Record<string, unknown>;
  /** Some of what callers were told, in order: texts of Say and addresses of Play; "*" in one stands for anything. */
  says?: string[];
};

const files = (folder: string) => readdirSync(folder).filter((file) => file.endsWith(".json"));
const read = (...at: string[]) => JSON.parse(readFileSync(path.join(import.meta.dirname, ...at), "utf8"));

export const scripts: Script[] = files(import.meta.dirname).flatMap((file) => read(file) as Script[]);

/** The flows that scripts name, as JSON texts by file name. */
export const flows: Record<string, string> = {
  ...Object.fromEntries(
    files(path.join(import.meta.dirname, "flows")).map((file) => [
      path.basename(file, ".json"),
      JSON.stringify(read("flows", file)),
    ]),
  ),
  ...serviceDesks,
};

/** After an interaction is over, what is left at the carrier has this long to end. */
const AFTERWARDS_SECONDS = 60;
/** Longest a script can take, in the world's time. */
const LIMIT_SECONDS = 4 * 3600;

/** Plays a script through the API and the carrier, and checks everything it says. */
export async function play(world: Visitor, owner: pg.Client, script: Script): Promise<void> {
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  for (const [number, callee] of Object.entries(script.callees ?? {})) await world.sandbox.putCallee(number, callee);
  for (const fault of script.faults ?? []) await world.sandbox.addFault(fault);

  const release = script.holds === undefined ? null : await holdTable(owner, script.holds);
  const accepted = await world.start(script.arguments);
  expect(accepted.status, await accepted.clone().text()).toBe(202);
  const { interaction_id } = (await accepted.json()) as { interaction_id: string };
  const over = await untilOver(world, interaction_id, script.release_after ?? Number.POSITIVE_INFINITY).finally(
    release,
  );
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
  if (script.says) expect(heardOf(log.map((row) => row.twiml ?? ""))).toSatisfy(hears(script.says));

  if (!script.attempt) return;
  const { rows } = await owner.query("select * from dial_attempt where interaction_id = $1", [interaction_id]);
  expect(rows).toMatchObject([script.attempt]);
}

async function untilOver(world: Visitor, interaction: string, releaseAfter: number): Promise<Interaction> {
  let held = 0;
  for (let passed = 0; passed <= LIMIT_SECONDS; ) {
    const found = await world.read(interaction);
    if (found.status !== "running") return found;
    const step = await world.clock.next(LIMIT_SECONDS);
    passed += step;
    held = heldAnswers() > 0 ? held + step : 0;
    if (held >= releaseAfter) releaseAll();
  }
  throw new Error(`Still running: ${JSON.stringify(await world.read(interaction))}`);
}

/** What was said and played, in order. */
function heardOf(documents: string[]): string[] {
  const spoken = documents.flatMap((twiml) => [...twiml.matchAll(/<(?:Say|Play)[^>]*>([^<]*)</g)]);
  return spoken.map(([, text = ""]) => text.replaceAll("&amp;", "&"));
}

/** True of texts among which the wanted ones stand, in order. */
function hears(wanted: string[]) {
  return (texts: string[]) => {
    let next = 0;
    for (const text of texts) if (next < wanted.length && isLike(text, wanted[next]!)) next += 1;
    return next === wanted.length;
  };
}

function isLike(text: string, wanted: string): boolean {
  const [head = "", tail] = wanted.split("*");
  return tail === undefined ? text === wanted : text.startsWith(head) && text.endsWith(tail);
}

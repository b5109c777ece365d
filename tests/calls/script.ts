import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { expect } from "vitest";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import type { FaultInput } from "@/server/sandbox-carrier/world/faults";
import { type Disturbed, disturb } from "../support/disturbed-table";
import type { Interaction } from "../support/interaction";
import { lockTable } from "../support/locked-table";
import { pendingResponses, releasePendingResponses } from "../support/stub-server";
import type { Visitor } from "../support/visitor";
import { type Intervention, intervene } from "./intervention";
import { serviceDesks } from "./service-desk";

/** A call script: what the callees do, which faults strike, and what must come of it. */
export type CallScript = {
  name: string;
  /** The definition in flows/ it is about; absent: the seed flow. */
  flow?: string;
  arguments: Record<string, string>;
  callees?: Record<string, CalleeInput>;
  faults?: FaultInput[];
  /** Stub servers answer their pending requests after so many seconds of the driven clock. */
  respond_after?: number;
  /** A table that stays locked until the interaction is over: a port that reads it hangs. */
  locks_table?: string;
  /** A row that has other values until the interaction is over: a resource in trouble. */
  disturbs?: Disturbed;
  /** What happens once the interaction waits in a step. */
  at?: Intervention;
  /** The same for a table that can be read meanwhile, and not written. */
  blocks_writes_of?: string;
  outcome: string;
  call_result: string | null;
  path: string;
  error?: string;
  /** How often each phone rang. */
  rings: Record<string, number>;
  /** Keys that the carrier was to press once a phone answered, by phone; all of them. */
  presses?: Record<string, string>;
  attempt?: Record<string, unknown>;
  /** Some of what callers were told, in order: texts of Say and addresses of Play; "*" in one stands for anything. */
  says?: string[];
};

const files = (folder: string) => readdirSync(folder).filter((file) => file.endsWith(".json"));
const read = (...at: string[]) => JSON.parse(readFileSync(path.join(import.meta.dirname, ...at), "utf8"));

export const scripts: CallScript[] = files(import.meta.dirname).flatMap((file) => read(file) as CallScript[]);

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

/** How long calls that are left at the carrier have to end after the interaction is over. */
const AFTERWARDS_SECONDS = 60;
/** Longest a script can take, by the driven clock. */
const LIMIT_SECONDS = 4 * 3600;

/** Starts the interaction over the API, lets the sandbox carrier play the callees, and checks all that the script expects. */
export async function playOverTheWire(world: Visitor, owner: pg.Client, script: CallScript): Promise<void> {
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  for (const [number, callee] of Object.entries(script.callees ?? {})) await world.sandbox.putCallee(number, callee);
  for (const fault of script.faults ?? []) await world.sandbox.addFault(fault);

  const { locks_table = script.blocks_writes_of, blocks_writes_of } = script;
  const mode = blocks_writes_of ? "share" : "access exclusive";
  const release = locks_table === undefined ? null : await lockTable(owner, locks_table, mode);
  const restore = script.disturbs ? await disturb(owner, script.disturbs) : null;
  const accepted = await world.start(script.arguments);
  expect(accepted.status, await accepted.clone().text()).toBe(202);
  const { interaction_id } = (await accepted.json()) as { interaction_id: string };
  const over = await untilOver(world, interaction_id, script).finally(async () => {
    await release?.();
    await restore?.();
  });
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
  const pressed = log.flatMap(({ event, to = "", send_digits: keys }) =>
    event === "create" && keys ? [[to, keys]] : [],
  );
  expect(Object.fromEntries(pressed)).toEqual(script.presses ?? {});
  expect(log.filter((row) => row.event === "error").map((row) => row.message)).toEqual([]);
  expect(await world.sandbox.calls(), "no call is left at the carrier").toEqual([]);
  if (script.says) expect(saidAndPlayed(log.map((row) => row.twiml ?? ""))).toSatisfy(containsInOrder(script.says));

  if (!script.attempt) return;
  const { rows } = await owner.query("select * from dial_attempt where interaction_id = $1", [interaction_id]);
  expect(rows).toMatchObject([script.attempt]);
}

async function untilOver(world: Visitor, interaction: string, script: CallScript): Promise<Interaction> {
  const { respond_after: releaseAfter = Number.POSITIVE_INFINITY } = script;
  let at = script.at;
  let held = 0;
  for (let passed = 0; passed <= LIMIT_SECONDS; ) {
    const found = await world.read(interaction);
    if (found.status !== "running") return found;
    if (at && found.steps.at(-1)?.step === at.step) {
      await intervene(world.sandbox, at);
      at = undefined;
    }
    const step = await world.clock.next(LIMIT_SECONDS);
    passed += step;
    held = pendingResponses() > 0 ? held + step : 0;
    if (held >= releaseAfter) releasePendingResponses();
  }
  throw new Error(`Still running: ${JSON.stringify(await world.read(interaction))}`);
}

/** Texts of Say and addresses of Play in TwiML documents, in order. */
function saidAndPlayed(documents: string[]): string[] {
  const spoken = documents.flatMap((twiml) => [...twiml.matchAll(/<(?:Say|Play)[^>]*>([^<]*)</g)]);
  return spoken.map(([, text = ""]) => text.replaceAll("&amp;", "&"));
}

/** A predicate: the wanted texts are among these, in order. */
function containsInOrder(wanted: string[]) {
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

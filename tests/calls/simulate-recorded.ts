import type pg from "pg";
import { registry } from "@/components/flow/registry";
import type { ResumeBody } from "@/engine/contract";
import { parseDefinition } from "@/engine/definition/schema";
import type { EngineEvent } from "@/engine/run/state";
import { applyChoice, choicesOf, type Simulation, startSimulation } from "@/engine/simulate";
import { turnAddresses } from "@/server/ports/addresses";
import type { VoiceAdapter } from "@/server/ports/voice";
import { withAddresses } from "@/server/runtime/resolve-prompts";
import type { LogRow } from "@/server/sandbox-carrier/world/call-log";
import { accountRules } from "../simulate/account-rules";
import { isHold } from "./hold";

/** An interaction as the database has it after a call over the wire. */
type Recorded = {
  id: string;
  definition: unknown;
  outcome: string | null;
  call_result: string | null;
  rows: { input_key: string; resume: { at: string } & ResumeBody; events: EngineEvent[] }[];
  /** The carrier's ids of the calls to the contact. */
  calls: string[];
  account: { numbers: string[] };
};

const RECORDED = `select i.id, v.definition, i.outcome, i.call_result,
  (select jsonb_agg(jsonb_build_object('input_key', e.input_key, 'resume', e.resume, 'events', e.events) order by e.seq)
    from interaction_event e where e.account_id = i.account_id and e.interaction_id = i.id) as rows,
  array(select a.call_id from dial_attempt a
    where a.account_id = i.account_id and a.interaction_id = i.id and a.purpose = 'contact' and a.call_id is not null) as calls,
  jsonb_build_object('numbers', (select coalesce(jsonb_agg(e164), '[]') from number where account_id = i.account_id)) as account
  from interaction i join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id order by i.started_at`;

/** What can be compared of a call: steps, variables set, faults, outcome, and the contact's documents as TwiML. */
type Course = { steps: unknown[]; outcome: string | null; call_result: string | null; documents: string[] };
export type Compared = { id: string; wire: Course; simulated: Course };

/**
 * Plays every recorded interaction again in the simulator. Each resume that a party, a port or the clock caused becomes a
 * choice again; the simulator makes its own resume of it, and takes steps, exits and documents from there.
 */
export async function simulateRecorded(
  owner: pg.Client,
  log: readonly LogRow[],
  adapter: VoiceAdapter,
): Promise<Compared[]> {
  const { rows } = await owner.query<Recorded>(RECORDED);
  return rows.map((recorded) => ({
    id: recorded.id,
    wire: {
      steps: stepsOf(recorded.rows.flatMap(({ events }) => events)),
      outcome: recorded.outcome,
      call_result: recorded.call_result,
      documents: documentsOf(log, recorded),
    },
    simulated: simulated(recorded, adapter),
  }));
}

function simulated(recorded: Recorded, adapter: VoiceAdapter): Course {
  const parsed = parseDefinition(registry, recorded.definition);
  if (!parsed.ok) throw new Error(`The version of ${recorded.id} cannot be read.`);
  const [started, ...resumes] = recorded.rows;
  if (started?.resume.kind !== "started") throw new Error(`${recorded.id} does not begin with its start.`);
  const { seed, at } = started.resume;
  const given = started.resume.arguments as Record<string, string>;
  let simulation = startSimulation(registry, parsed.definition, {
    ...{ arguments: given, seed, started_at: at, account: accountRules(recorded.account.numbers) },
  });
  const unplayed = new Set<unknown>();
  for (const { input_key, resume } of resumes) {
    if (isMadeByEngine(input_key, resume)) continue;
    // Of a burst's documents the carrier is given the last: what an earlier resume made is never played.
    if (isFurtherInBurst(input_key)) unplayed.add(simulation.documents.at(-1));
    for (const choice of choicesOf(resume, simulation.state.wait?.for ?? null) ?? [])
      simulation = applyChoice(registry, parsed.definition, simulation, choice);
  }
  const { outcome, call_result } = simulation.state;
  const played = simulation.documents.filter((document) => !unplayed.has(document));
  const course = { steps: visitsOf(simulation), outcome, call_result, documents: rendered(played, adapter) };
  return JSON.parse(JSON.stringify(course).replaceAll(simulation.state.interaction_id, recorded.id));
}

/** The apply loop itself makes a resume of a number or verb it refuses: the simulator has to find it without being told. */
function isMadeByEngine(inputKey: string, resume: ResumeBody): boolean {
  return isFurtherInBurst(inputKey) && "error" in resume && resume.error !== undefined;
}

/** Resumes of one burst after its first have the burst's key and their place. */
const isFurtherInBurst = (inputKey: string) => /\/\d+$/.test(inputKey);

type Step = {
  step: string;
  component: string;
  exit: string | null;
  error: string | null;
  warnings: string[];
  set: unknown[];
};

function stepsOf(events: readonly EngineEvent[]): Step[] {
  const steps = new Map<number, Step>();
  for (const event of events) {
    if (event.event === "step_entered") {
      const { step, component } = event;
      steps.set(event.visit, { step, component, exit: null, error: null, warnings: [], set: [] });
    }
    const step = "visit" in event ? steps.get(event.visit) : undefined;
    if (!step) continue;
    if (event.event === "step_left") Object.assign(step, { exit: event.exit, error: event.error?.code ?? null });
    if (event.event === "step_warning") step.warnings.push(event.code);
    if (event.event === "variable_set") step.set.push({ name: event.name, value: event.value });
  }
  return [...steps.values()];
}

function visitsOf({ visits }: Simulation): Step[] {
  return visits.map(({ step, component, exit, error, warnings, set }) => ({
    ...{ step, component, exit, error: error?.code ?? null, set },
    warnings: warnings.map(({ code }) => code),
  }));
}

/** The documents that the contact's calls played: of a redelivered request the last answer counts. */
function documentsOf(log: readonly LogRow[], { calls, outcome, rows }: Recorded): string[] {
  const byAddress = new Map<string, string>();
  const ended = new Set<string>();
  for (const { event, call_sid = "", url = "", twiml } of log) {
    if (event === "ended") ended.add(call_sid);
    // The carrier requests the action of a Dial after its caller has hung up, too, and throws the answer away.
    if (event !== "document" || twiml === undefined || !calls.includes(call_sid) || ended.has(call_sid)) continue;
    byAddress.delete(url);
    byAddress.set(url, twiml);
  }
  const played = [...byAddress.values()];
  const documents = played.filter((twiml) => !isHold(twiml)).map(withoutHosts);
  // A flow that ends while the caller is on hold ends the call by a request: that is what its last document would have said.
  const isThere = !rows.some(({ resume }) => resume.kind === "hung_up");
  return outcome === "ended" && isThere && isHold(played.at(-1) ?? "") ? [...documents, HANG_UP] : documents;
}

const HANG_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';

function rendered(documents: Simulation["documents"], adapter: VoiceAdapter): string[] {
  return documents.map(({ verbs, visit, turn }) => {
    const addresses = turnAddresses("http://host", "carrier", "token", { visit, turn });
    return withoutHosts(
      adapter.render(
        withAddresses(verbs, () => "http://host/api/voice/prompts/token"),
        addresses,
      ),
    );
  });
}

/** Addresses of ours by what tells one document from another, the visit and the turn; rooms have a random name. */
function withoutHosts(twiml: string): string {
  return twiml
    .replace(/>[^<]+<\/Conference>/g, ">room</Conference>")
    .replace(/http:\/\/[^/"<]+\/api\/voice\/prompts\/[^"<#]+/g, "/prompt")
    .replace(/http:\/\/[^/"<]+\/api\/voice\/[^/"<]+\/[^/"<]+\/(\d+\.\d+\/)/g, "/$1");
}

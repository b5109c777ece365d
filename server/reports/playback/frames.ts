import { registry } from "@/components/flow/registry";
import { NotReproducible, rerun } from "@/engine/backtest";
import type { Resume, Value, Verb } from "@/engine/contract";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import type { Frame } from "@/engine/playback/moment";
import type { EngineEvent } from "@/engine/run/state";
import { WorkError } from "@/engine/work";
import type { StoredInteraction } from "../data";
import { describeResume } from "../describe-resume";
import { mask, sensitiveValues, shownValue } from "../mask";
import { carrierMessages } from "./carrier-messages";

/**
 * An interaction moment by moment, for its page: what came, where it stood, and what the contact then heard, which the engine makes anew
 * from the log. Values of sensitive variables are masked. `hears` false: the log does not run as it did, since a person was erased from it or
 * Patchcord has changed, so that nothing is said of what was heard.
 */
export function playbackOf(stored: StoredInteraction): {
  document: unknown;
  hears: boolean;
  variables: { name: string; label: string | null }[];
  frames: Frame[];
} {
  const { version, startedBy } = stored;
  const parsed = parseDefinition(registry, version.definition);
  const variables = parsed.ok ? parsed.definition.variables : {};
  const rows = stored.events.map(({ at, resume, events }) => ({
    at,
    resume: resume as unknown as Resume,
    events: events as unknown as EngineEvent[],
  }));
  const set = rows.flatMap(({ events }) =>
    events.flatMap((event) => (event.event === "variable_set" ? [{ [event.name]: event.value as Value }] : [])),
  );
  const secrets = sensitiveValues(variables, set);
  const documents = parsed.ok ? documentsOf(parsed.definition, rows) : null;
  const steps = new Map<number, string>();
  const frames = rows.map(({ at, resume, events }, index): Frame => {
    const heard = documents?.[index] ?? null;
    return {
      ...{ at, from: "log", words: mask(describeResume(resume, startedBy), secrets) },
      visits: visitsIn(events, steps),
      set: events.flatMap((event) =>
        event.event === "variable_set"
          ? [{ name: event.name, value: shownValue(variables, event.name, event.value, secrets) }]
          : [],
      ),
      heard: heard && (masked(heard, secrets) as Verb[]),
    };
  });
  const told = carrierMessages(stored).map(
    ({ at, words }): Frame => ({ at, from: "carrier", words: mask(words, secrets), visits: [], set: [], heard: null }),
  );
  return {
    document: version.definition,
    hears: documents !== null,
    variables: Object.entries(variables).map(([name, { label }]) => ({ name, label: label ?? null })),
    frames: [...frames, ...told].sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

type Row = { resume: Resume; events: EngineEvent[] };

/** The document that each row made; null where the log does not run as it was recorded. */
function documentsOf(definition: FlowDefinition, rows: readonly Row[]): (Verb[] | null)[] | null {
  try {
    return rerun(registry, definition, { rows, rang: new Map(), agentAnswered: new Map() }).documents;
  } catch (error) {
    if (error instanceof NotReproducible || error instanceof WorkError) return null;
    throw error;
  }
}

function visitsIn(events: readonly EngineEvent[], steps: Map<number, string>): Frame["visits"] {
  return events.flatMap((event): Frame["visits"] => {
    if (event.event === "step_entered") {
      steps.set(event.visit, event.step);
      return [{ visit: event.visit, step: event.step, exit: null, failed: false }];
    }
    if (event.event !== "step_left") return [];
    const { visit, exit, error } = event;
    return [{ visit, step: steps.get(visit) ?? "", exit, failed: error !== undefined }];
  });
}

function masked(value: unknown, secrets: string[]): unknown {
  if (typeof value === "string") return mask(value, secrets);
  if (Array.isArray(value)) return value.map((one) => masked(one, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, secrets)]));
}

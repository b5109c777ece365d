import { playableAddress } from "../address";
import { spokenAt } from "../answering/spoken-at";
import type { ReadCallee, StepContext, Value } from "../contract";
import { localTime } from "../local-time";
import { isFound } from "../pattern";
import { keysOf, numberFacts, readPhoneNumber } from "../phone-number";
import { plainText, plainTexts } from "../plain-text";
import { nextTimeOfDay } from "../ring-rules/next-time-of-day";
import { zonesOf } from "../ring-rules/zones";
import { renderInserting, renderTemplate } from "../template/render";
import { unitsOfSearch, unitsToRead, type Work, WorkError } from "../work";
import type { Burst } from "./burst";
import { draw } from "./draw";
import { FaultError } from "./error-handling";
import { expiresAt } from "./expiry";
import { exceededLimit } from "./steps";
import { tooLarge } from "./value-size";

/** The step's view of the interaction. Throws the fault of a limit that the interaction has exceeded. */
export function stepContext(burst: Burst, cursor: NonNullable<Burst["state"]["cursor"]>): StepContext {
  const { state, definition, resume, events, work } = burst;
  const limit = exceededLimit(burst);
  if (limit) throw limit;
  const { from, to, send_digits } = state.call;
  // Filters such as `url_decode` can make what no text may hold.
  const render: StepContext["render"] = (template, insert) =>
    orFault(work, "template_failed", () =>
      plainText(
        insert
          ? renderInserting(template, scope(burst), resume.at, insert, work)
          : renderTemplate(template, scope(burst), resume.at, work),
      ),
    );
  return {
    at: resume.at,
    expires_at: expiresAt(state.started_at),
    seed: state.seed,
    step_id: cursor.step,
    visit: cursor.visit,
    language: definition.language,
    memory: cursor.memory,
    call: { from, to, is_live: state.call.phase === "live", ...(send_digits ? { send_digits } : {}) },
    variable: (name) => {
      const value = state.variables[name] ?? null;
      orFault(work, "work_limit", () => work.use(unitsToRead(value)));
      return value;
    },
    set: (name, given) => {
      const value = plainTexts(given);
      const fault = tooLarge(name, value);
      if (fault) throw fault;
      state.variables[name] = value;
      events.push({ event: "variable_set", visit: cursor.visit, name, value });
    },
    render,
    address: (template) => {
      const address = playableAddress(render(template));
      if (address.ok) return address.url;
      throw new FaultError("address_invalid", address.why);
    },
    phone: readCallee,
    answeredIn: () => spokenAt(to, definition.language),
    nextTimeOfDay: (time, number, zone) =>
      nextTimeOfDay(time, zone === null ? zonesOf(number, numberFacts(number)) : [zone], resume.at),
    local: (zone) => {
      const local = localTime(resume.at, zone);
      if (local) return local;
      throw new FaultError("time_zone_unknown", `The time zone ${zone} is not known here.`);
    },
    matches: (pattern, text, exact) => orFault(work, "pattern_invalid", () => isFound(pattern, text, exact, work)),
    contains: (text, part) =>
      orFault(work, "work_limit", () => {
        work.use(unitsOfSearch(text, part));
        return text.includes(part);
      }),
    draw: (sides) => draw(`${state.seed}\u0000${cursor.step}`, sides),
  };
}

function readCallee(text: Value): ReadCallee {
  const { number, problem } = readPhoneNumber(text);
  if (!number) return { callee: null, problem };
  const send_digits = keysOf(number);
  return { callee: { to: number.e164, ...(send_digits ? { send_digits } : {}) }, problem: null };
}

/**
 * What `act` gives. What it throws becomes the fault `code`, or that of the burst's own limit, which ends the interaction; the limit
 * of what the burst is part of is for whoever set it.
 */
function orFault<Given>(work: Work, code: string, act: () => Given): Given {
  try {
    return act();
  } catch (error) {
    if (error instanceof WorkError && error.work === work) throw new FaultError("work_limit", error.message);
    if (error instanceof WorkError) throw error;
    throw new FaultError(code, error instanceof Error ? error.message : String(error));
  }
}

/** What templates can read: the flow's variables and the read-only ones. */
function scope({ state, definition, resume }: Burst) {
  const position = resume.kind === "input_received" ? (resume.position ?? null) : null;
  return {
    ...state.variables,
    interaction: { id: state.interaction_id, started_at: state.started_at },
    flow: { name: definition.name, version: state.flow_version },
    call: { from: state.call.from, to: state.call.to, answered_by: state.call.answered_by, position },
  };
}

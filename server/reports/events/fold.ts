import type { Resume } from "@/engine/contract";
import type { EngineEvent } from "@/engine/run/state";
import { bodyOf, type EventData, type EventName, isAskedFor } from "../../resources/webhooks/events/catalogue";
import { type StepRecord, stepsOf } from "../interaction/step-records";
import { legEnd } from "../leg-end";

/** What a transaction wrote down for webhooks. `position`: in the order in which it happened. */
export type Noted = {
  id: string;
  position: bigint;
  at: string;
  interaction: string | null;
} & (
  | { what: "burst"; about: BurstNote }
  | { what: "ringing" | "agent_ringing" | "in_doubt"; about: { attempt: string } }
  | { what: "joined"; about: { visit: number } }
  | { what: "callback"; about: CallbackNote }
  | { what: "published"; about: PublishedNote }
  | { what: "alert"; about: AlertNote }
  | { what: "report"; about: ReportNote }
);
type BurstNote = {
  from: number;
  version: number;
  wait: string | null;
  turn: number;
  status: string;
  held: boolean | null;
  dial_at: string | null;
};
type CallbackNote = {
  callback: string;
  visit: number;
  status: "waiting" | "accepted" | "joined" | "over";
  reason: string | null;
  priority: number;
  ring_group: string;
  /** How often it has gone back into the queue; absent in notes of the version before. */
  round?: number;
};
type AlertNote = Omit<EventData<"alert.fired">, "alert_id"> & { alert: string; ended_at: string | null };
type ReportNote = Omit<EventData<"report.failed">, "job_id"> & {
  run: string;
  /** Null where it could not be written. */
  file: Pick<EventData<"report.exported">, "rows" | "bytes" | "sha256"> | null;
};
type PublishedNote = { flow: string; name: string; version: string; number: number; note: string };

type LogRow = { seq: number; at: string; resume: Resume; events: EngineEvent[] };
type Talk = { answered_at: string | null; ended_at: string | null };

/** An interaction as events tell of it; `legs` and `callbacks` only of one that is over. */
export type InteractionFacts = {
  id: string;
  flow: string;
  flow_version: string;
  client: string;
  call_result: string | null;
  started_at: string;
  finished_at: string | null;
  log: LogRow[];
  legs: Talk[] | null;
  callbacks: Talk[] | null;
  /** False for arguments that a sensitive variable holds. */
  mayTell: (argument: string) => boolean;
  /** No variable is sensitive: the message of an error can quote the value of one. */
  tellsMessages: boolean;
};

/** An event to be written. Its id is made of what it tells, so that whoever makes it again makes the same one. */
export type NewEvent = {
  id: string;
  type: EventName;
  interaction: string | null;
  /** What it is delivered in order with. */
  stream: string;
  flow: string | null;
  at: string;
  position: string;
  body: string;
  asked_for: boolean;
};

/** The events that are made of what was noted. Pure: the same note and facts give the same events. Null facts: the interaction is gone. */
export function eventsOf(noted: Noted, facts: InteractionFacts | null): NewEvent[] {
  const { position, interaction } = noted;
  const made: NewEvent[] = [];
  const stream = interaction ?? streamOf(noted);
  const flow = facts?.flow ?? (noted.what === "published" ? noted.about.flow : null);
  const tell: Tell = (type, key, at, data) =>
    made.push({
      id: key,
      type,
      ...{ interaction, stream, flow },
      at: utc(at),
      position: String(position + BigInt(made.length)),
      body: bodyOf(type, utc(at), data),
      asked_for: isAskedFor(type),
    });
  if (noted.what === "published") tellPublished(noted.about, noted.at, tell);
  else if (noted.what === "alert") tellAlert(noted.about, noted.at, tell);
  else if (noted.what === "report") tellReport(noted.about, noted.at, tell);
  else if (facts) tellOf(noted, facts, tell);
  return made;
}

/** What no interaction is in order with. */
function streamOf(noted: Noted): string {
  if (noted.what === "published") return noted.about.flow;
  if (noted.what === "report") return noted.about.schedule_id;
  return noted.what === "alert" ? noted.about.alert : noted.id;
}

type Tell = <Name extends EventName>(type: Name, id: string, at: string, data: EventData<Name>) => unknown;

function tellPublished({ flow, version, number, name, note }: PublishedNote, at: string, tell: Tell): void {
  const data = { flow_id: flow, flow_version_id: version, number, name, note };
  tell("flow.published", `${version}-published`, at, data);
}

function tellAlert({ alert, ended_at, ...found }: AlertNote, at: string, tell: Tell): void {
  const data = { alert_id: alert, ...found };
  if (ended_at === null) tell("alert.fired", `${alert}-fired`, at, data);
  else tell("alert.ended", `${alert}-over`, at, { ...data, ended_at });
}

function tellReport({ run, file, ...about }: ReportNote, at: string, tell: Tell): void {
  const data = { job_id: run, ...about };
  if (file) tell("report.exported", `${run}-exported`, at, { ...data, ...file });
  else tell("report.failed", `${run}-failed`, at, data);
}

type OfInteraction = Exclude<Noted, { what: "published" | "alert" | "report" }>;

function tellOf(noted: OfInteraction, facts: InteractionFacts, tell: Tell): void {
  const about = aboutOf(facts);
  const { at } = noted;
  switch (noted.what) {
    case "burst":
      return tellBurst(noted.about, facts, tell);
    case "ringing":
      return void tell("interaction.ringing", `${noted.about.attempt}-ringing`, at, about);
    case "agent_ringing":
      return void tell("interaction.agent_ringing", `${noted.about.attempt}-ringing`, at, about);
    case "in_doubt": {
      const { attempt } = noted.about;
      return void tell("dial.in_doubt", `${attempt}-in_doubt`, at, { ...about, dial_attempt_id: attempt });
    }
    case "joined":
      return void tell("interaction.joined", joinedId(facts, noted.about.visit), at, about);
    case "callback":
      return tellCallback(noted.about, at, facts, tell);
  }
}

function tellCallback(note: CallbackNote, at: string, facts: InteractionFacts, tell: Tell): void {
  const { callback, visit, status, reason, priority, ring_group, round = 0 } = note;
  // It is queued and accepted once more in each round.
  const nth = round > 0 ? `-${round}` : "";
  const about = { ...aboutOf(facts), callback_id: callback, ring_group_id: ring_group };
  if (status === "waiting") tell("callback.queued", `${callback}-queued${nth}`, at, { ...about, priority });
  if (status === "accepted") tell("callback.accepted", `${callback}-accepted${nth}`, at, about);
  if (status === "joined") {
    tell("callback.joined", `${callback}-joined`, at, about);
    tell("interaction.joined", joinedId(facts, visit), at, aboutOf(facts));
  }
  if (status === "over") tell("callback.ended", `${callback}-ended`, at, { ...about, reason: reason ?? "" });
}

/** A burst's rows, one after another: what woke the interaction, the steps it left, and where it stands now. */
function tellBurst(note: BurstNote, facts: InteractionFacts, tell: Tell): void {
  const about = aboutOf(facts);
  const rows = facts.log.filter(({ seq }) => seq >= note.from && seq < note.version);
  const entered = new Map(stepsEntered(facts));
  for (const { seq, at, resume, events } of rows) {
    if (resume.kind === "started") {
      const data = { ...about, started_at: utc(facts.started_at), arguments: argumentsOf(facts, resume.arguments) };
      tell("interaction.accepted", `${facts.id}-accepted`, at, data);
    }
    if (resume.kind === "call_answered")
      tell("interaction.answered", `${facts.id}-${seq}-answered`, at, { ...about, answered_by: resume.answered_by });
    // The carrier's own report on the agent's leg has said so before, as a rule.
    const joinedIn = joinsAgent(resume) ? visitLeft(events) : null;
    if (joinedIn !== null) tell("interaction.joined", joinedId(facts, joinedIn), at, about);
    for (const event of events) {
      if (event.event !== "step_left") continue;
      const { visit } = event;
      const left = entered.get(visit);
      if (left)
        tell("interaction.step", `${facts.id}-${visit}-step`, event.at, { ...about, ...left, ...leftOf(event, facts) });
    }
    const end = events.find((event) => event.event === "interaction_ended");
    if (end?.event === "interaction_ended") tellEnd(end, facts, tell);
  }
  const last = rows.at(-1);
  if (!last) return;
  if (note.dial_at) {
    const isNextTry = last.events.some(({ event }) => event === "try_ended");
    const held = isNextTry ? ("next_try" as const) : ("window" as const);
    const data = { ...about, waits_for: note.held ? held : ("slot" as const), until: utc(note.dial_at) };
    tell("interaction.queued", `${facts.id}-${last.seq}-queued`, last.at, data);
  }
  if (note.wait === "forward") tell("interaction.agent_ringing", `${facts.id}-${note.turn}-ringing`, last.at, about);
}

type Ended = Extract<EngineEvent, { event: "interaction_ended" }>;

function tellEnd({ status, outcome, at }: Ended, facts: InteractionFacts, tell: Tell): void {
  const started = facts.log[0]?.resume;
  const answered = facts.log.map(({ resume }) => resume).find((resume) => resume.kind === "call_answered");
  tell("interaction.ended", `${facts.id}-ended`, at, {
    ...aboutOf(facts),
    status: status as EventData<"interaction.ended">["status"],
    ...{ outcome, call_result: facts.call_result },
    answered_by: answered?.kind === "call_answered" ? answered.answered_by : null,
    started_at: utc(facts.started_at),
    finished_at: utc(at),
    talk_seconds: talkSeconds(facts),
    arguments: started?.kind === "started" ? argumentsOf(facts, started.arguments) : {},
    steps: stepsOf(
      facts.log.flatMap(({ events }) => events),
      facts.tellsMessages,
    ),
  });
}

const aboutOf = ({ id, flow, flow_version, client }: InteractionFacts) => ({
  interaction_id: id,
  flow_id: flow,
  flow_version_id: flow_version,
  client_id: client,
});

const joinedId = ({ id }: InteractionFacts, visit: number) => `${id}-${visit}-joined`;

function joinsAgent(resume: Resume): boolean {
  return (
    (resume.kind === "forward_ended" && resume.result === "answered") || (resume.kind === "hung_up" && resume.joined)
  );
}

function visitLeft(events: EngineEvent[]): number | null {
  const left = events.find((event) => event.event === "step_left");
  return left?.event === "step_left" ? left.visit : null;
}

type Entered = Pick<StepRecord, "step" | "component" | "entered_at">;

function stepsEntered({ log }: InteractionFacts): [number, Entered][] {
  return log
    .flatMap(({ events }) => events)
    .flatMap((event) => {
      if (event.event !== "step_entered") return [];
      const { visit, step, component, at } = event;
      return [[visit, { step, component, entered_at: at }] as [number, Entered]];
    });
}

type Left = Extract<EngineEvent, { event: "step_left" }>;

function leftOf({ exit, at, error }: Left, { tellsMessages }: InteractionFacts) {
  const told = error && (tellsMessages ? error : { code: error.code });
  return { exit: exit === "" ? null : exit, left_at: at, ...(told ? { error: told } : {}) };
}

/** None where the person was erased since: their request's values are gone from the log. */
function argumentsOf({ mayTell }: InteractionFacts, values: Record<string, unknown> = {}): Record<string, string> {
  const given = Object.entries(values).filter(([name]) => mayTell(name));
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** How long contact and agents were joined. */
function talkSeconds({ log, legs, callbacks, finished_at }: InteractionFacts): number | null {
  const finished = finished_at === null ? null : new Date(finished_at);
  const events = log.map(({ at }) => ({ at: new Date(at) }));
  const joined = log.some(({ resume }) => joinsAgent(resume));
  const talks = [...(legs ?? []), ...(callbacks ?? [])].filter(({ answered_at }) => answered_at !== null);
  if (joined && talks.length === 0) return null;
  const lengths = talks.map(({ answered_at, ended_at }) => {
    const leg = { answeredAt: new Date(answered_at ?? 0), endedAt: ended_at === null ? null : new Date(ended_at) };
    return Math.max(0, (legEnd(leg, events, finished) ?? leg.answeredAt).getTime() - leg.answeredAt.getTime());
  });
  return Math.round(lengths.reduce((sum, length) => sum + length, 0) / 1000);
}

/** The database writes timestamps in its own time zone. */
const utc = (at: string): string => new Date(at).toISOString();

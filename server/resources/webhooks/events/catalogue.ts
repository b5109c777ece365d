import { z } from "zod";

const ID = "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55";
const FLOW = "019ab0c2-1111-7c3a-9d41-6a1f0e8b7c55";
const VERSION = "019ab0c2-2222-7c3a-9d41-6a1f0e8b7c55";
const THING = "019ab0c2-3333-7c3a-9d41-6a1f0e8b7c55";
const AT = "2026-03-02T09:30:00.000Z";
const LATER = "2026-03-02T09:34:12.000Z";

const moment = z.iso.datetime();
const text = z.string();

/** What every event of an interaction says. */
const about = {
  interaction_id: z.guid(),
  flow_id: z.guid(),
  flow_version_id: z.guid(),
  client_id: text.meta({ description: "Who started it, as the OAuth client's id." }),
};
const ABOUT = { interaction_id: ID, flow_id: FLOW, flow_version_id: VERSION, client_id: "client.example" };

const given = z.record(text, text).meta({
  description: "What the start sent, by name. Arguments that a sensitive variable holds are left out.",
});
const who = z.enum(["human", "machine", "unknown"]);

const step = z.object({
  step: text.meta({ description: "The step's id in the flow." }),
  component: text,
  exit: text.nullable().meta({ description: "The exit it took; null where it has none, or did not end." }),
  entered_at: moment,
  left_at: moment.nullable(),
  error: z.object({ code: text, message: text.optional() }).optional(),
  tries: z
    .array(z.object({ number: z.int(), result: text, at: moment, next_at: moment }))
    .optional()
    .meta({ description: "Of a step that rings again: how each try but the last ended." }),
});
const STEP = { step: "call_customer", component: "make_outbound_call", exit: "answered", entered_at: AT, left_at: AT };

const alert = {
  alert_id: z.guid(),
  rule: text.meta({ description: "Which alert it is, such as error_exits." }),
  subject: text.meta({
    description: "The id of what it is about: a flow, an endpoint, a carrier; empty for the account.",
  }),
  title: text,
  text: text.meta({ description: "What was found, for people." }),
  value: z.number().meta({ description: "What was found, in what the rule counts." }),
  threshold: z.number(),
  fired_at: moment,
};
const ALERT = {
  alert_id: THING,
  rule: "error_exits",
  subject: "",
  title: "Error exits",
  text: "In 31 % of the interactions that ended in the last 30 minutes a step took its error exit.",
  value: 31,
  threshold: 20,
  fired_at: AT,
};

const report = {
  schedule_id: z.guid(),
  job_id: z.guid().meta({ description: "By which the API gives the file, as of a report that was asked for there." }),
  name: text,
  turn_at: moment.meta({ description: "When the schedule's turn was." }),
  from: moment,
  to: moment.meta({ description: "The end of the period, excluded." }),
  time_zone: text,
  format: z.enum(["csv", "ndjson", "json"]),
};
const REPORT = {
  ...{ schedule_id: FLOW, job_id: THING, name: "Calls of the day 2026-03-01", turn_at: "2026-03-02T06:00:00.000Z" },
  ...{ from: "2026-03-01T00:00:00.000Z", to: "2026-03-02T00:00:00.000Z", time_zone: "UTC", format: "csv" },
} as const;

const callback = { ...about, callback_id: z.guid(), ring_group_id: z.guid() };
const CALLBACK = { ...ABOUT, callback_id: THING, ring_group_id: FLOW };

/**
 * Every type of event. `data` is what the event says, `example` one such; `version` grows when a field changes its meaning, which fields
 * that are added do not. `askedFor`: sent only to endpoints that name the type. `scope` tells what an endpoint's choice of flows filters.
 */
export const EVENTS = {
  "interaction.accepted": {
    says: "A start was accepted: it is durable, and its call will be made or the end will say why not.",
    version: 1,
    data: z.object({ ...about, started_at: moment, arguments: given }),
    example: { ...ABOUT, started_at: AT, arguments: { contact_1: "+12025550140" } },
  },
  "interaction.queued": {
    says: "Its call is not made at once: it waits for a call slot, for a window in which the account may ring, or for its next try.",
    version: 1,
    data: z.object({ ...about, waits_for: z.enum(["slot", "window", "next_try"]), until: moment }),
    example: { ...ABOUT, waits_for: "slot", until: LATER },
  },
  "interaction.ringing": {
    says: "The contact's phone rings.",
    version: 1,
    data: z.object(about),
    example: ABOUT,
  },
  "interaction.answered": {
    says: "The contact's phone was answered, and by whom where the flow asks for that.",
    version: 1,
    data: z.object({ ...about, answered_by: who }),
    example: { ...ABOUT, answered_by: "human" },
  },
  "interaction.agent_ringing": {
    says: "The carrier was asked to ring an agent for the contact.",
    version: 1,
    data: z.object(about),
    example: ABOUT,
  },
  "interaction.joined": {
    says: "Contact and agent are joined.",
    version: 1,
    data: z.object(about),
    example: ABOUT,
  },
  "interaction.step": {
    says: "A step was left by one of its exits. Sent only where it is asked for: a call has many.",
    version: 1,
    askedFor: true,
    data: z.object({ ...about, ...step.shape }),
    example: { ...ABOUT, ...STEP },
  },
  "interaction.ended": {
    says: "The interaction is over. There is exactly one of each accepted interaction, and nothing of it comes later.",
    version: 1,
    data: z.object({
      ...about,
      status: z.enum(["completed", "failed", "cancelled", "expired"]),
      outcome: text.meta({ description: "As the API calls it: forwarded, contact_hung_up, …" }),
      call_result: text.nullable().meta({ description: "What became of the call; null where there was none." }),
      answered_by: who.nullable(),
      started_at: moment,
      finished_at: moment,
      talk_seconds: z.int().nullable().meta({
        description: "How long contact and agents were joined; null where they were and the carrier has not said when.",
      }),
      arguments: given,
      steps: z.array(step).meta({ description: "The path that it took." }),
    }),
    example: {
      ...ABOUT,
      status: "completed",
      outcome: "forwarded",
      call_result: "answered",
      answered_by: "human",
      started_at: AT,
      finished_at: LATER,
      talk_seconds: 200,
      arguments: { contact_1: "+12025550140" },
      steps: [STEP],
    },
  },
  "dial.in_doubt": {
    says: "Nobody knows whether the carrier has placed a call: it is looked for, and never dialled again.",
    version: 1,
    data: z.object({ ...about, dial_attempt_id: z.guid() }),
    example: { ...ABOUT, dial_attempt_id: THING },
  },
  "callback.queued": {
    says: "A contact waits to be called back by a ring group.",
    version: 1,
    data: z.object({ ...callback, priority: z.int() }),
    example: { ...CALLBACK, priority: 0 },
  },
  "callback.accepted": {
    says: "An agent has taken the callback; the contact is called.",
    version: 1,
    data: z.object(callback),
    example: CALLBACK,
  },
  "callback.joined": {
    says: "Contact and agent are joined.",
    version: 1,
    data: z.object(callback),
    example: CALLBACK,
  },
  "callback.ended": {
    says: "The callback is over.",
    version: 1,
    data: z.object({ ...callback, reason: text.meta({ description: "The exit that its step took." }) }),
    example: { ...CALLBACK, reason: "finished" },
  },
  "flow.published": {
    says: "Starts run on another version of a flow from now on.",
    version: 1,
    data: z.object({ flow_id: z.guid(), flow_version_id: z.guid(), number: z.int(), name: text, note: text }),
    example: { flow_id: FLOW, flow_version_id: VERSION, number: 4, name: "Report a problem", note: "" },
  },
  "alert.fired": {
    says: "An alert that is switched on under Admin > Alerts has fired.",
    version: 1,
    data: z.object(alert),
    example: ALERT,
  },
  "alert.ended": {
    says: "An alert is over: its fault has been gone for two minutes, or it was switched off.",
    version: 1,
    data: z.object({ ...alert, ended_at: moment }),
    example: { ...ALERT, title: "Over: Error exits", ended_at: LATER },
  },
  "report.exported": {
    says: "The file of a scheduled report is ready. It is kept for seven days, and is downloaded with the scope reports:read.",
    version: 1,
    data: z.object({
      ...report,
      rows: z.int(),
      bytes: z.int(),
      sha256: text.nullable().meta({ description: "Of all bytes before the file's last line." }),
    }),
    example: {
      ...REPORT,
      ...{ rows: 1840, bytes: 412_087 },
      sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    },
  },
  "report.failed": {
    says: "The file of a scheduled report could not be written. The next turn is not touched by that.",
    version: 1,
    data: z.object(report),
    example: REPORT,
  },
  "webhook.test": {
    says: "Somebody pressed Send a test event. Sent to that endpoint only, whatever it has chosen.",
    version: 1,
    data: z.object({ endpoint_id: z.guid(), sent_by: text }),
    example: { endpoint_id: THING, sent_by: "Alice" },
  },
} as const satisfies Record<string, EventType>;

type EventType = { says: string; version: number; askedFor?: true; data: z.ZodType; example: object };

export type EventName = keyof typeof EVENTS;
export type EventData<Name extends EventName> = z.infer<(typeof EVENTS)[Name]["data"]>;

export const EVENT_NAMES = Object.keys(EVENTS) as [EventName, ...EventName[]];
/** What an endpoint can choose; the test event is sent by hand. */
export const CHOSEN_EVENTS = EVENT_NAMES.filter((name) => name !== "webhook.test");

/** True for a type that is sent only to endpoints that name it. */
export const isAskedFor = (name: EventName): boolean => "askedFor" in EVENTS[name];

/** What is sent, byte for byte: the same for every try and every endpoint. */
export function bodyOf<Name extends EventName>(type: Name, at: string, data: EventData<Name>): string {
  return JSON.stringify({ type, timestamp: at, version: EVENTS[type].version, data });
}

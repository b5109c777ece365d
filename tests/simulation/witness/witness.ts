import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { replay } from "@/server/runtime/replay";
import { MOST_TRIES } from "../plan/flows";
import { endsAreTold, factsFollow } from "./books";
import { together } from "./rings";
import type { Testimony, Violation } from "./testimony";
import { triesAreAlone, triesAreCounted } from "./tries";

type Judge = (seen: Testimony) => string[];

const isOver = ({ status }: { status: string }) => status !== "running";

/** S1: every accepted start ends. */
const everyStartEnds: Judge = ({ starts, interactions }) => {
  const byId = new Map(interactions.map((one) => [one.id, one]));
  return starts.flatMap(({ answers }) => {
    const accepted = new Set(answers.flatMap(({ interaction }) => interaction ?? []));
    if (accepted.size > 1) return [`one start was accepted as ${[...accepted].join(" and ")}`];
    return [...accepted].flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [`${id} was accepted and is not there`];
      return isOver(row) ? [] : [`${id} is still ${row.status}`];
    });
  });
};

const everyInteractionEnds: Judge = ({ interactions }) =>
  interactions.flatMap((row) => (isOver(row) ? [] : [`${row.id} is still ${row.status}`]));

/** The attempt of a row about a call that the product asked for: its token is in the address. */
const tokenOf = (url: string | undefined) => (url ? (new URL(url).pathname.split("/")[4] ?? "") : "");

/** S2: an attempt is asked for once and rings once. */
const noPhoneRingsTwice: Judge = ({ log, attempts }) => {
  const counts = new Map<string, { create: number; ringing: number }>();
  for (const { event, parent, url } of log) {
    if (parent || (event !== "create" && event !== "ringing")) continue;
    const token = tokenOf(url);
    const count = counts.get(token) ?? { create: 0, ringing: 0 };
    count[event] += 1;
    counts.set(token, count);
  }
  const twice = [...counts].flatMap(([token, { create, ringing }]) =>
    create > 1 || ringing > 1
      ? [`attempt ${idOf(attempts, token)}: created ${create} times, rang ${ringing} times`]
      : [],
  );
  const strangers = [...counts.keys()].filter((token) => !attempts.some((one) => one.token === token));
  return [...twice, ...strangers.map((token) => `a call was made for no attempt: ${token}`)];
};

const idOf = (attempts: Testimony["attempts"], token: string) =>
  attempts.find((one) => one.token === token)?.id ?? token;

/** S3: the log of each interaction has no gap, and replays to the state that is stored. */
const logReplays: Judge = ({ interactions, events, definitions }) => {
  const rowsOf = Map.groupBy(events, ({ interaction_id }) => interaction_id);
  return interactions.flatMap(({ id, flow_version_id, version, state }) => {
    const rows = rowsOf.get(id) ?? [];
    const gap = rows.findIndex(({ seq }, at) => seq !== at);
    if (gap !== -1 || rows.length !== version)
      return [`${id}: ${rows.length} events at version ${version}, gap at ${gap}`];
    const parsed = parseDefinition(registry, definitions.get(flow_version_id));
    if (!parsed.ok) return [`${id}: its version cannot be read`];
    const again = replay(registry, parsed.definition, rows as never);
    if (!again.same) return [`${id}: event ${again.differs?.seq} replays differently`];
    const replayed = JSON.stringify(sorted(again.state));
    return replayed === JSON.stringify(sorted(state)) ? [] : [`${id}: replays to another state`];
  });
};

/** With keys in one order: the database keeps its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, of]) => of !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, sorted(of)]));
}

/** S4: a webhook that reached a process is answered in time, and a repeated one with the same bytes. */
const webhooksAreAnswered: Judge = ({ webhooks }) => {
  const refused = webhooks.flatMap(({ url, answer }) =>
    answer && answer.status !== 503 && (answer.status < 200 || answer.status > 299)
      ? [`${new URL(url).pathname} was answered with ${answer.status}`]
      : [],
  );
  const answered = webhooks.filter(({ url, answer }) => answer?.status === 200 && !url.endsWith("/fallback"));
  const repeated = Map.groupBy(answered, ({ url, body }) => `${url} ${body}`);
  const differing = [...repeated.values()].flatMap((some) => {
    const texts = new Set(some.map(({ answer }) => answer?.body));
    return texts.size > 1 ? [`${placeOf(some[0]!.url)} was answered with ${texts.size} different documents`] : [];
  });
  return [...refused, ...differing];
};

const placeOf = (url: string) => new URL(url).pathname.split("/").slice(-2).join("/");

/** S5: what was cancelled is not dialled any more: only a dial that a process had taken before can still ring. */
const cancelledNeverRings: Judge = ({ starts, attempts, log, began }) => {
  const rang = new Map<string, number>();
  for (const { event, parent, url, at } of log)
    if (event === "ringing" && !parent) rang.set(tokenOf(url), Date.parse(at) - began);
  return starts.flatMap(({ interaction, cancel }) => {
    if (!interaction || cancel?.status !== 202) return [];
    return attempts.flatMap(({ interaction_id, token, submitted_at }) => {
      const ringing = rang.get(token);
      if (interaction_id !== interaction || ringing === undefined || ringing <= cancel.answeredAt) return [];
      if (submitted_at && Date.parse(submitted_at) - began <= cancel.answeredAt) return [];
      return [`${interaction} was dialled after it was cancelled`];
    });
  });
};

/** The attempts whose calls these are, by the calls' ids. */
function attemptsByCall({ log, attempts }: Testimony): Map<string, Testimony["attempts"][number]> {
  const byToken = new Map(attempts.map((one) => [one.token, one]));
  const made = log.filter(({ event, parent }) => event === "create" && !parent);
  return new Map(
    made.flatMap(({ call_sid, url }) => {
      const attempt = byToken.get(tokenOf(url));
      return call_sid && attempt ? [[call_sid, attempt] as const] : [];
    }),
  );
}

/** S5: once an interaction is over, its calls are, too, but for the sentence that is being said. */
const callsEndWithTheirs: Judge = (seen) => {
  const { log, interactions, began, calmAt } = seen;
  const attemptOf = attemptsByCall(seen);
  const overAt = new Map(
    interactions.map(({ id, finished_at }) => [id, finished_at ? Date.parse(finished_at) - began : null]),
  );
  return log.flatMap(({ event, call_sid = "", at }) => {
    const attempt = attemptOf.get(call_sid);
    const over = attempt && overAt.get(attempt.interaction_id);
    if (event !== "ended" || typeof over !== "number" || !attempt) return [];
    const late = Date.parse(at) - began - Math.max(over, calmAt);
    return late > LINGERS_MS ? [`a call of ${attempt.interaction_id} ended ${Math.round(late / 1000)} s after it`] : [];
  });
};

/** A sentence, a lost document with its retries, and a poll. */
const LINGERS_MS = 10 * 60_000;

/** S6: one agent a callback is joined, agents are never joined with each other, and no contact is rung before one has accepted. */
const oneAgentACallback: Judge = (seen) => {
  const { log, attempts, callbacks, webhooks, began } = seen;
  const attemptOf = attemptsByCall(seen);
  const joined = new Map<string, Set<string>>();
  const together: string[] = [];
  for (const { event, call_sid = "", with: other = "" } of log) {
    const [a, b] = [attemptOf.get(call_sid), attemptOf.get(other)];
    if (event !== "bridged" || !a || !b) continue;
    if (a.callback_id && b.callback_id) together.push(`two agents were joined: ${a.id} and ${b.id}`);
    const agent = a.callback_id ? a : b;
    if (agent.callback_id) joined.set(agent.callback_id, (joined.get(agent.callback_id) ?? new Set()).add(agent.id));
  }
  const several = [...joined].flatMap(([id, agents]) =>
    agents.size > 1 ? [`callback ${id} was joined with ${agents.size} agents`] : [],
  );
  const early = callbacks.flatMap(({ id, interaction_id, visit }) => {
    const contact = attempts.find(
      (one) => one.interaction_id === interaction_id && one.visit === visit && one.purpose === "contact",
    );
    const rang = log.find(
      (row) => row.event === "ringing" && !row.parent && contact && tokenOf(row.url) === contact.token,
    );
    if (!rang) return [];
    const agents = new Set(attempts.filter((one) => one.callback_id === id).map(({ token }) => token));
    const pressed = webhooks.some(
      ({ url, body, at }) =>
        url.includes("/agent/key") &&
        agents.has(tokenOf(url)) &&
        /(^|&)Digits=1(&|$)/.test(body) &&
        at <= Date.parse(rang.at) - began,
    );
    return pressed ? [] : [`the contact of callback ${id} was rung before an agent had accepted`];
  });
  return [...together, ...several, ...early];
};

/** S6: an agent's phone is rung for one callback at a time. */
const agentsAreAlone: Judge = (seen) =>
  together(seen, attemptsByCall(seen), ({ callback_id, to_number }) => (callback_id === null ? null : to_number));

/** S7: a number is not dialled any more once it is on the do-not-call list: only a dial that was taken before can still ring. */
const listIsKept: Judge = ({ listed, attempts, began }) =>
  listed.flatMap(({ number, at }) =>
    attempts.flatMap(({ id, to_number, submitted_at }) =>
      to_number === number && submitted_at && Date.parse(submitted_at) - began > at
        ? [`${id} was dialled ${Math.round(Date.parse(submitted_at) - began - at)} ms after ${number} was on the list`]
        : [],
    ),
  );

/** S7: the carrier is never asked for more calls a second than its row allows, measured over windows of ten. */
const paceIsKept: Judge = ({ creates, callsPerSecond }) => {
  if (callsPerSecond === null) return [];
  const times = creates.map(({ at }) => at).sort((a, b) => a - b);
  const most = Math.ceil((WINDOW_MS / 1000) * callsPerSecond) + 1 + Math.ceil(callsPerSecond * SLACK_SECONDS);
  const worst = Math.max(
    0,
    ...times.map((from, at) => times.filter((time, nth) => nth >= at && time < from + WINDOW_MS).length),
  );
  return worst > most
    ? [`${worst} calls were asked for within ${WINDOW_MS / 1000} s at ${callsPerSecond} a second`]
    : [];
};

const WINDOW_MS = 10_000;
/** A call may leave as much later than its slot as a poll of the queue is apart. */
const SLACK_SECONDS = 2;

/** S10: no row of one account belongs to a row of another's. */
const accountsAreApart: Judge = ({ strangers }) =>
  strangers > 0 ? [`${strangers} rows are of no account that called`] : [];

/** S9: what is over has no event after its end, and says when it ended. */
const overStaysOver: Judge = ({ interactions, events }) => {
  const last = new Map(events.map((row) => [row.interaction_id, row]));
  return interactions.flatMap((row) => {
    if (!isOver(row)) return [];
    const { id, finished_at } = row;
    const at = last.get(id)?.at;
    return finished_at === at ? [] : [`${id} ended at ${finished_at}, and its last event is of ${at}`];
  });
};

/** S11: nothing is thrown that nobody handles, and nothing is left that belongs to an interaction that is over. */
const nothingIsLeft: Judge = ({ uncaught, underWay, left, interactions }) => {
  const thrown = uncaught.map((error) => `unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  if (!interactions.every(isOver)) return thrown;
  const work = underWay > 0 ? [`${underWay} dials or port calls are under way for ever`] : [];
  const rows = Object.entries(left).flatMap(([name, count]) => (count > 0 ? [`${count} ${name} are left`] : []));
  return [...thrown, ...work, ...rows];
};

const INVARIANTS: Record<string, Judge> = {
  "S1 every accepted start ends": (seen) => [...everyStartEnds(seen), ...everyInteractionEnds(seen)],
  "S2 no phone rings twice": noPhoneRingsTwice,
  "S3 the log replays": logReplays,
  "S4 every webhook is answered": webhooksAreAnswered,
  "S5 what was cancelled never rings": cancelledNeverRings,
  "S5 calls end with their interaction": callsEndWithTheirs,
  "S6 one agent a callback": oneAgentACallback,
  "S6 agents are alone": agentsAreAlone,
  "S7 the pace is kept": paceIsKept,
  "S7 the list is kept": listIsKept,
  "S8 facts follow": factsFollow,
  "S8 ends are told": endsAreTold,
  "S9 what is over stays over": overStaysOver,
  "S10 accounts are apart": accountsAreApart,
  "S11 nothing is left": nothingIsLeft,
  "S12 tries are counted": (seen) => triesAreCounted(seen, MOST_TRIES),
  "S12 tries are alone": (seen) => triesAreAlone(seen, attemptsByCall(seen)),
};

/** Everything that the testimony shows to be broken. */
export function judge(seen: Testimony): Violation[] {
  return Object.entries(INVARIANTS).flatMap(([invariant, broken]) => broken(seen).map((what) => ({ invariant, what })));
}

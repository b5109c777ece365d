import type { CallbackMiss, Consent, Resume, Value, Values } from "@/engine/contract";
import type { EngineEvent } from "@/engine/run/state";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import type { NotAgain } from "../../ports/interaction";
import { sensitiveTexts } from "../data";
import { mask, secretForms } from "../mask";

export type CallbackState = "waiting" | "ringing" | "accepted" | "joined" | "over";

export type CallbackLine = {
  id: string;
  interaction: string;
  flowName: string;
  contact: string;
  /** Null: the ring group was deleted. */
  group: string | null;
  priority: number;
  queuedAt: Date;
  giveUpAt: Date;
  state: CallbackState;
  /** When agents are rung next; in the past while that goes on. */
  nextRoundAt: Date;
  overAt: Date | null;
  /** Agent and contact have talked. */
  wasJoined: boolean;
  /** The exit that the step took. */
  reason: string | null;
  /** Who had accepted it before, when and why the contact was not reached then. `at`: ISO 8601. */
  rounds: { at: string; why: CallbackMiss; agent: { number: string; label: string } | null }[];
  /** It is over and may be rung again. */
  mayRingAgain: boolean;
  /** When and by whom it was rung again, and the interaction that did so. */
  again: { at: string; by: string; interaction: string } | null;
  /** The agents whose phone rings, or the one who has accepted it, with the group's label for the number. */
  agents: { number: string; label: string }[];
};

type Line = CallbackLine & { secrets: string[] };

/** One page of the callbacks that wait or run, in the order in which agents are rung for them; or of those that are over, the last first. */
export function listCallbacks(account: AccountId, { page, size, over }: { page: number; size: number; over: boolean }) {
  return withAccount(account, async (tx) => {
    const total = await tx.callback.count({
      where: { accountId: account, roundsLeft: null, status: over ? "over" : { not: "over" } },
    });
    const rows = await tx.$queryRaw<Line[]>`
      select c.id, c.interaction_id as interaction, f.name as "flowName", c.number as contact, g.name as "group", c.priority,
        c.queued_at as "queuedAt", c.give_up_at as "giveUpAt", c.next_round_at as "nextRoundAt", c.over_at as "overAt", c.reason,
        c.joined_at is not null as "wasJoined",
        (select coalesce(jsonb_agg(jsonb_build_object('at', r ->> 'at', 'why', r ->> 'why', 'agent', case when d.id is not null then
            jsonb_build_object('number', d.to_number, 'label', coalesce((select x ->> 'label' from jsonb_array_elements(g.agents) x
              where x ->> 'number' = d.to_number || coalesce(';ext=' || ltrim(d.send_digits, 'w'), '') limit 1), '')) end) order by nth), '[]')
          from jsonb_array_elements(c.rounds) with ordinality as earlier(r, nth)
          left join dial_attempt d on d.account_id = c.account_id and d.id = (r ->> 'attempt')::uuid) as rounds,
        ${over} and patchcord_not_again(c) is null as "mayRingAgain",
        case when c.again_interaction is not null then jsonb_build_object('at', c.again_at, 'by', c.again_by,
          'interaction', c.again_interaction) end as again,
        case when c.status = 'waiting' and a.agents is not null then 'ringing' else c.status end as state,
        coalesce(a.agents, '[]') as agents,
        ${sensitiveTexts} as secrets
      from callback c
      join interaction i on i.account_id = c.account_id and i.id = c.interaction_id
      join flow f on f.account_id = i.account_id and f.id = i.flow_id
      join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
      left join ring_group g on g.account_id = c.account_id and g.id = c.ring_group_id
      left join lateral (select jsonb_agg(jsonb_build_object('number', d.number, 'label', coalesce((select x ->> 'label'
          from jsonb_array_elements(g.agents) x where x ->> 'number' = d.number limit 1), '')) order by d.created_at, d.id) as agents
        from (select to_number || coalesce(';ext=' || ltrim(send_digits, 'w'), '') as number, * from dial_attempt) d where d.account_id = c.account_id and d.callback_id = c.id and d.purpose = 'callback_agent'
          and (d.ended_at is null or c.status = 'over')
          and (d.id = c.accepted_attempt or (c.accepted_attempt is null and c.status <> 'over'))) a on true
      where c.account_id = ${account}::uuid and (c.status = 'over') = ${over} and c.rounds_left is null
      order by c.over_at desc nulls last, c.status = 'waiting', c.priority, c.queued_at, c.id limit ${size} offset ${page * size}`;
    const callbacks = rows.map(({ secrets, ...line }) => ({
      ...line,
      contact: mask(line.contact, secretForms(secrets)),
    }));
    return { callbacks, total };
  });
}

/** A callback as what rings it again needs it. `notAgain`: why that may not be. `arguments`, `consent`: what its request had said. */
export type OverCallback = {
  notAgain: NotAgain | null;
  flow: string;
  version: { id: string; number: number };
  arguments: Values;
  consent: Consent | null;
  from: NonNullable<Started["again"]>;
};

type Started = Extract<Resume, { kind: "started" }>;
type StoredCallback = Pick<OverCallback, "notAgain" | "flow" | "version"> & {
  visit: number;
  call: OverCallback["from"]["call"];
  log: { resume: Started; events: EngineEvent[] }[];
};

/** A callback, to be rung again; null: the account has no such callback. */
export async function readOverCallback(account: AccountId, id: string): Promise<OverCallback | null> {
  const [row] = await withAccount(
    account,
    (tx) => tx.$queryRaw<StoredCallback[]>`
      select patchcord_not_again(c) as "notAgain", i.flow_id as flow, c.visit, jsonb_build_object('id', v.id, 'number', v.number) as version,
        jsonb_strip_nulls(jsonb_build_object('from', c.from_number, 'to', c.number, 'send_digits',
          case when i.state -> 'call' ->> 'to' = c.number then i.state -> 'call' -> 'send_digits' end)) as call,
        (select jsonb_agg(jsonb_build_object('resume', e.resume, 'events', e.events) order by e.seq) from interaction_event e
          where e.account_id = c.account_id and e.interaction_id = c.interaction_id) as log
      from callback c join interaction i on i.account_id = c.account_id and i.id = c.interaction_id
      join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
      where c.account_id = ${account}::uuid and c.id = ${id}::uuid`,
  );
  const started = row?.log[0]?.resume;
  if (!row || !started) return null;
  const { notAgain, flow, version, visit, call, log } = row;
  const { step, variables } = asEntered(
    log.flatMap(({ events }) => events),
    visit,
  );
  return {
    ...{ notAgain, flow, version, from: { step, variables, call } },
    ...{ arguments: started.arguments ?? {}, consent: started.consent ?? null },
  };
}

/** The step of a visit, and the variables as it had them: it sets none itself before it is left. */
function asEntered(events: readonly EngineEvent[], visit: number): { step: string; variables: Values } {
  const variables: Record<string, Value> = {};
  let step = "";
  for (const event of events) {
    if (event.event === "interaction_ended" || event.visit > visit) break;
    if (event.event === "variable_set") variables[event.name] = event.value as Value;
    if (event.event === "step_entered") step = event.step;
  }
  return { step, variables };
}

/** The interaction and status of a callback, for its cancellation; null: the account has no such callback. */
export function readCallback(account: AccountId, id: string) {
  return withAccount(account, (tx) =>
    tx.callback.findUnique({
      where: { accountId_id: { accountId: account, id } },
      select: { interactionId: true, status: true },
    }),
  );
}

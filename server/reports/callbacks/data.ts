import type { CallbackMiss } from "@/engine/contract";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
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

/** The interaction and status of a callback, for its cancellation; null: the account has no such callback. */
export function readCallback(account: AccountId, id: string) {
  return withAccount(account, (tx) =>
    tx.callback.findUnique({
      where: { accountId_id: { accountId: account, id } },
      select: { interactionId: true, status: true },
    }),
  );
}

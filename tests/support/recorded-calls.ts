import type pg from "pg";

/** Interactions of the seed flow as they are recorded, without a carrier: `count` of them, evenly over the `days` before now. */
export type Recorded = { account: string; flow: string; version: string; client: string; carrier: string };

/** How a call went, by its number's remainder: six of ten are joined, the others end in every other way. */
const WAYS = `case n % 10 when 6 then 'busy' when 7 then 'no_answer' when 8 then 'hung_up' when 9 then 'no_agent' else 'joined' end`;

/** As many in one statement: its rows are held in memory. */
const AT_A_TIME = 50_000;

/** Writes interactions with their events, dials and legs, each contact a number of its own. */
export async function recordCalls(owner: pg.Client, world: Recorded, count: number, days: number): Promise<void> {
  for (let first = 1; first <= count; first += AT_A_TIME) {
    const last = Math.min(count, first + AT_A_TIME - 1);
    await owner.query(RECORD, [
      ...[world.account, world.flow, world.version, world.client, world.carrier],
      ...[first, last, (days * 86_400) / count, count],
    ]);
  }
  for (const table of ["interaction", "interaction_event", "dial_attempt", "leg"])
    await owner.query(`analyze ${table}`);
}

const entered = (visit: number, step: string, component: string, at: string) =>
  `jsonb_build_object('event', 'step_entered', 'visit', ${visit}, 'step', '${step}', 'component', '${component}', 'at', ${at})`;
const left = (visit: number, exit: string, at: string) =>
  `jsonb_build_object('event', 'step_left', 'visit', ${visit}, 'exit', ${exit}, 'at', ${at})`;
const answers = "c.way in ('joined', 'hung_up', 'no_agent')";

const RECORD = `
  with c as materialized (
    select n, (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
      at, at + interval '8 seconds' as answered, at + interval '14 seconds' as announced, at + interval '20 seconds' as agent,
      at + make_interval(secs => 30 + n % 200) as ended, ${WAYS} as way, '+1202' || lpad((5550000 + n)::text, 7, '0') as contact
    from (select n, date_trunc('milliseconds', now() - make_interval(secs => ($9::int - n) * $8::float + 600)) as at from generate_series($6::int, $7::int) n) g
  ), i as (
    insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state, expires_at, started_at, finished_at)
    select $1::uuid, c.id, $2::uuid, $3::uuid, $4, 4, 'completed',
      case c.way when 'joined' then 'forwarded' when 'hung_up' then 'contact_hung_up' else 'ended' end,
      case when ${answers} then 'answered' else c.way end,
      jsonb_build_object('format', 1, 'status', 'completed', 'variables', jsonb_build_object('contact_1', c.contact, 'contact_2', '+12025550130'),
        'call', jsonb_build_object('phase', 'ended', 'to', c.contact, 'from', '+12025550101')),
      c.at + interval '2 days', c.at, c.ended from c
  ), e as (
    insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
    select $1::uuid, c.id, r.seq, r.at, 'input ' || r.seq, jsonb_build_object('kind', r.kind, 'at', r.at) || r.more, r.events, 'bench'
    from c cross join lateral (values
      (1, c.at, 'started', jsonb_build_object('seed', c.id, 'interaction_id', c.id, 'flow_version', 1,
          'arguments', jsonb_build_object('contact_1', c.contact, 'contact_2', '+12025550130')), jsonb_build_array(${entered(1, "trigger", "api_request", "c.at")}, ${left(1, "'ok'", "c.at")},
        ${entered(2, "call_customer", "make_outbound_call", "c.at")})),
      (2, case when ${answers} then c.answered else c.ended end, case when ${answers} then 'call_answered' else 'dial_ended' end,
        case when ${answers} then '{"answered_by": "unknown"}'::jsonb else jsonb_build_object('result', c.way) end,
        case when ${answers} then jsonb_build_array(${left(2, "'answered'", "c.answered")}, ${entered(3, "announce", "play_audio", "c.answered")})
          else jsonb_build_array(${left(2, "c.way", "c.ended")}, ${entered(3, "end", "end_flow", "c.ended")}, ${left(3, "''", "c.ended")}) end),
      (3, c.announced, case c.way when 'hung_up' then 'hung_up' else 'prompt_finished' end, '{"joined": false}'::jsonb,
        case c.way when 'hung_up' then jsonb_build_array(${left(3, "'contact_hung_up'", "c.announced")})
          else jsonb_build_array(${left(3, "'ok'", "c.announced")}, ${entered(4, "call_agent", "forward_to_external_number", "c.announced")}) end),
      (4, c.ended, 'forward_ended', jsonb_build_object('result', case c.way when 'joined' then 'answered' else 'no_answer' end, 'contact_live', c.way <> 'joined'),
        case c.way when 'joined' then jsonb_build_array(${left(4, "'ok'", "c.ended")})
          else jsonb_build_array(${left(4, "'no_answer'", "c.ended")}, ${entered(5, "end", "end_flow", "c.ended")}, ${left(5, "''", "c.ended")}) end)) as r(seq, at, kind, more, events)
    where r.seq <= case c.way when 'joined' then 4 when 'no_agent' then 4 when 'hung_up' then 3 else 2 end
  ), a as (
    insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status, ring_seconds, call_id, call_status,
      created_at, dial_at, drop_after, submitted_at, ringing_at, answered_at, ended_at)
    select $1::uuid, c.id, c.id, 2, 'recorded ' || c.id, $5::uuid, '+12025550101', c.contact, 'placed', 25, 'CA' || replace(c.id::text, '-', ''), 'completed',
      c.at, c.at, c.at, c.at + interval '100 milliseconds', c.at + interval '1 second', case when ${answers} then c.answered end, c.ended from c
  )
  insert into leg (account_id, interaction_id, call_id, turn, to_number, status, sequence, answered_at, ended_at)
  select $1::uuid, c.id, 'CB' || replace(c.id::text, '-', ''), 2, '+12025550130', case c.way when 'joined' then 'completed' else 'no_answer' end, 3,
    case c.way when 'joined' then c.agent end, c.ended
  from c where c.way in ('joined', 'no_agent')`;

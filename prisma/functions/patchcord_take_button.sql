-- Takes a request of a button: uses its nonce up, once, and counts it. `accepted`, or why not: `replayed`, or the limit that is
-- reached (`network`, `number`, `hour`, `day`), and in how many seconds it is no more. Requests of a button are taken one after the
-- other, so that no limit is passed however many come at once, and so are those for a number. p_most: {"network", "number", "hour",
-- "day"}. A network's requests count whatever became of them; a number's and a button's count where a call came of them or may.
-- A number that was asked by a button and did not press 1 is given a rest by all of the account's: p_pause; a day where somebody
-- answered, or where two calls have rung in vain. Calls over a sandbox carrier ring nobody, and count as the account says.
create or replace function patchcord_take_button(p_account uuid, p_button uuid, p_nonce text, p_network text, p_number text,
  p_pause interval, p_most jsonb, p_consent jsonb) returns table (outcome text, seconds int)
language plpgsql as $$
declare v_until timestamptz; v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
  v_none text := pg_advisory_xact_lock(hashtextextended(p_button::text, 1))::text;
begin
  v_none := pg_advisory_xact_lock(hashtextextended(p_account::text || p_number, 2))::text;
  if exists (select from button_request r where r.account_id = p_account and r.nonce = p_nonce) then
    outcome := 'replayed';
    return next;
    return;
  end if;
  with recent as (
    select r.at, r.network, r.number, r.outcome = 'accepted' as rang from button_request r
    where r.account_id = p_account and r.button_id = p_button and r.at > v_now - interval '1 day'),
  asked as (
    select r.at, i.state -> 'variables' ->> :button_answer = :button_confirm_key as confirmed, d.answered
    from button_request r
    join interaction i on i.account_id = p_account and i.id = r.interaction_id and i.state -> 'variables' ? :button_answer
    cross join lateral (
      select bool_or(a.answered_at is not null and a.answered_by is distinct from 'machine') as answered
      from dial_attempt a where a.account_id = p_account and a.interaction_id = i.id and a.counted
        and a.purpose = 'contact' and a.status not in (:attempt_never_rang)) d
    where r.account_id = p_account and r.number = p_number and r.at > v_now - interval '1 day' and r.outcome = 'accepted'
      and d.answered is not null),
  unconfirmed as (
    select a.at, a.answered from asked a
    where a.confirmed is not true and a.at > coalesce((select max(c.at) from asked c where c.confirmed), '-infinity')),
  reached as (
    select 'network' as name, (select n.at + interval '1 hour' from recent n where n.network = p_network
        and n.at > v_now - interval '1 hour' order by n.at desc offset (p_most ->> 'network')::int - 1 limit 1) as ends
    union all select 'number', (select max(n.at) + p_pause from recent n where n.rang and n.number = p_number and n.at > v_now - p_pause)
    union all select 'number', (select n.at + interval '1 day' from recent n where n.rang and n.number = p_number
        order by n.at desc offset (p_most ->> 'number')::int - 1 limit 1)
    union all select 'number', (select max(u.at) + p_pause from unconfirmed u where u.at > v_now - p_pause)
    union all select 'number', (select max(u.at) + interval '1 day' from unconfirmed u having bool_or(u.answered) or count(*) > 1)
    union all select 'hour', (select n.at + interval '1 hour' from recent n where n.rang and n.at > v_now - interval '1 hour'
        order by n.at desc offset (p_most ->> 'hour')::int - 1 limit 1)
    union all select 'day', (select n.at + interval '1 day' from recent n where n.rang
        order by n.at desc offset (p_most ->> 'day')::int - 1 limit 1))
  select name, ends into outcome, v_until from reached where ends is not null order by ends desc limit 1;
  outcome := coalesce(outcome, 'accepted');
  seconds := greatest(1, ceil(extract(epoch from v_until - v_now)))::int;
  insert into button_request (account_id, nonce, button_id, at, network, number, outcome, consent)
  values (p_account, p_nonce, p_button, v_now, p_network, p_number, outcome, case when outcome = 'accepted' then p_consent end);
  return next;
end $$;

-- Everybody was rung in vain: the next round begins in a while. Nothing happens while an agent's phone still rings.
create or replace function patchcord_end_round(p_account uuid, p_callback uuid, p_pause interval) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update callback c set tried = '{}', rounds_left = rounds_left - 1, next_round_at = patchcord_now() + p_pause
    where c.account_id = p_account and c.id = p_callback and c.status = 'waiting' and not exists (select 1 from dial_attempt d
      where d.account_id = p_account and d.callback_id = c.id and d.purpose = 'callback_agent' and d.ended_at is null);
end $$;

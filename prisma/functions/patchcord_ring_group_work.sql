-- As patchcord_callback_work, for processes of the version before, which do not ask whether the contact is still on the phone.
create or replace function patchcord_ring_group_work(p_account uuid, p_group uuid) returns jsonb
language plpgsql as $$
declare v_work jsonb := patchcord_callback_work(p_account, p_group);
begin
  return v_work || jsonb_build_object('callbacks', (select coalesce(jsonb_agg(c - 'on_phone' order by nth), '[]')
    from jsonb_array_elements(v_work -> 'callbacks') with ordinality as of_group(c, nth)));
end $$;

-- The rings to a contact's number after a moment that count: those that were never placed do not. declined_at: when the contact declined
-- the call, or the line was busy, which carriers do not tell apart. The moment is a plain value: an expression would make the index on
-- numbers dearer than the primary key on a table that is still empty (docs/decisions/0027-no-index-begins-with-the-account.md).
create or replace function patchcord_rings_since(p_account uuid, p_to text, p_since timestamptz)
returns table (created_at timestamptz, declined_at timestamptz)
language sql stable as $$
  select d.created_at, case when d.call_status = 'busy' or d.sip_code in (486, 603) then d.ended_at end
  from dial_attempt d where d.account_id = p_account and d.to_number = p_to and d.created_at > p_since
    and d.counted and d.purpose = 'contact' and d.status not in (:attempt_never_rang)
$$;

-- Makes the tables of a month's facts and drops those of months before `p_before`. What is made stands beside the others at once;
-- rows of the month that are in no month's table yet move there. Runs as the owner, who alone makes and drops tables.
create or replace function patchcord_fact_months(p_month timestamptz, p_before timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_start timestamptz := date_trunc('month', p_month, 'UTC'); v_end timestamptz := date_trunc('month', p_month, 'UTC') + interval '1 month';
  v_suffix text := to_char(p_month at time zone 'UTC', 'YYYYMM'); v_name text; v_key text; v_table text;
begin
  for v_table, v_key in values ('interaction_fact', 'id'), ('step_fact', 'interaction_id') loop
    v_name := format('report_month.%I', v_table || '_' || v_suffix);
    if to_regclass(v_name) is null then
      perform pg_advisory_xact_lock(hashtext('patchcord_fact_months'));
      continue when to_regclass(v_name) is not null;
      execute format('create table %s (like %I including all)', v_name, v_table);
      execute format($q$with moved as (delete from report_month.%I where %I >= %L and %I < %L returning *) insert into %s select * from moved$q$,
        v_table || '_else', v_key, patchcord_first_id(v_start), v_key, patchcord_first_id(v_end), v_name);
      execute format('alter table %I attach partition %s for values from (%L) to (%L)', v_table, v_name,
        patchcord_first_id(v_start), patchcord_first_id(v_end));
    end if;
  end loop;
  for v_name in select format('report_month.%I', relname) from pg_class where relnamespace = 'report_month'::regnamespace and relkind = 'r'
      and relname ~ '_fact_\d{6}$' and right(relname, 6) < to_char(p_before at time zone 'UTC', 'YYYYMM') loop
    execute format('drop table %s', v_name);
  end loop;
end $$;

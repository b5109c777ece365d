// The whole schema as SQL, read from the catalogue: the same text for the same schema. PostgreSQL's own pg_dump is not on
// every machine that runs the tests, and refuses a server newer than itself.

/** The schemas that are dumped. The queue's tables belong to its library: only the rights that we grant on them are dumped. */
const SCHEMA = "public";
const QUEUE = "graphile_worker";

/**
 * Connected as the owner, who is written as `current_user` wherever a role is named.
 * @param {import("pg").Client} client
 */
export async function dumpSchema(client) {
  await client.query("begin");
  try {
    // Names of our schema are written without it, all others with theirs.
    await client.query(`set local search_path = ${SCHEMA}`);
    await refuseUnknown(client);
    const sections = [];
    for (const [title, text] of SECTIONS) {
      const { rows } = await client.query(text);
      sections.push(`-- ${title}\n\n${rows.map((row) => row.sql).join("\n")}`);
    }
    return `${sections.join("\n\n")}\n`;
  } finally {
    await client.query("rollback");
  }
}

/** Views, sequences and types of our own there are none: who adds the first also teaches the dump to tell them. */
async function refuseUnknown(client) {
  const { rows } = await client.query(
    `select relname as name from pg_class where relnamespace = '${SCHEMA}'::regnamespace and relkind not in ('r', 'p', 'i', 'I')
     union all select typname from pg_type where typnamespace = '${SCHEMA}'::regnamespace and typtype <> 'c' and typelem = 0`,
  );
  if (rows.length > 0) throw new Error(`The schema's dump does not know how to tell ${rows.map((row) => row.name)}.`);
}

const role = (oid) =>
  `case ${oid} when 0 then 'public' when (select oid from pg_roles where rolname = current_user) then 'current_user' else ${oid}::regrole::text end`;

/** Lines "grant <privileges> on <what> to <role>" of everybody but the owner. */
const grants = (kind, what, acl, owner) => `(select coalesce(string_agg(line, E'\\n' order by line), '') from (
    select format('grant %s on ${kind} %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), ${what}, ${role("grantee")}) as line
    from aclexplode(${acl}) where grantee <> ${owner} group by grantee) g)`;

const lines = (...parts) => `concat_ws(E'\\n', ${parts.map((part) => `nullif(${part}, '')`).join(", ")})`;

const policies = (
  table,
) => `(select coalesce(string_agg(format(E'create policy %I on %s for %s to %s%s%s;', polname, ${table}::regclass,
      case polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end,
      (select string_agg(${role("r")}, ', ' order by r) from unnest(polroles) r),
      E'\\n  using (' || pg_get_expr(polqual, polrelid, true) || ')', E'\\n  with check (' || pg_get_expr(polwithcheck, polrelid, true) || ')'),
    E'\\n' order by polname), '') from pg_policy where polrelid = ${table})`;

const security = `case when c.relrowsecurity then format(E'alter table %s enable row level security;', c.oid::regclass) end`;
const forced = `case when c.relforcerowsecurity then format(E'alter table %s force row level security;', c.oid::regclass) end`;
const owned = (kind, what, owner) =>
  `case when ${owner} <> (select oid from pg_roles where rolname = current_user) then format('alter ${kind} %s owner to %s;', ${what}, ${owner}::regrole) end`;

const columns = `(select string_agg(format('  %I %s%s%s%s', attname, format_type(atttypid, atttypmod),
      case when attnotnull then ' not null' end, ' default ' || pg_get_expr(d.adbin, d.adrelid, true),
      case when attstorage <> typstorage then format(' /* storage %s */', attstorage) end), E',\\n' order by attnum)
    from pg_attribute a join pg_type t on t.oid = atttypid
    left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
    where attrelid = c.oid and attnum > 0 and not attisdropped)`;

// "not null" is written with its column; newer servers keep it as a constraint as well.
const constraints = `(select string_agg(format(E',\\n  constraint %I %s', conname, pg_get_constraintdef(oid, true)), '' order by conname)
    from pg_constraint where conrelid = c.oid and contype in ('p', 'u', 'f', 'c', 'x'))`;

const indexes = `(select coalesce(string_agg(pg_get_indexdef(indexrelid, 0, true) || ';', E'\\n' order by indexrelid::regclass::text), '')
    from pg_index i where indrelid = c.oid and not exists (select from pg_constraint where conindid = indexrelid and conrelid = c.oid))`;

const triggers = `(select coalesce(string_agg(pg_get_triggerdef(oid, true) || ';', E'\\n' order by tgname), '')
    from pg_trigger where tgrelid = c.oid and not tgisinternal)`;

const comments = `(select coalesce(string_agg(format('comment on %s %s is %L;', case objsubid when 0 then 'table' else 'column' end,
      concat_ws('.', c.oid::regclass, (select attname from pg_attribute where attrelid = c.oid and attnum = objsubid and objsubid > 0)), description),
    E'\\n' order by objsubid), '') from pg_description where objoid = c.oid and classoid = 'pg_class'::regclass)`;

const tableAcl = "coalesce(c.relacl, acldefault('r', c.relowner))";
const functionAcl = "coalesce(p.proacl, acldefault('f', p.proowner))";

const NOT_OF_AN_EXTENSION =
  "not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')";

const SECTIONS = [
  [
    "The database and its schemas",
    `select ${grants("database", "'current_database'", "coalesce(datacl, acldefault('d', datdba))", "datdba")} as sql
     from pg_database where datname = current_database()
     union all select sql from (select ${grants("schema", "quote_ident(nspname)", "coalesce(nspacl, acldefault('n', nspowner))", "nspowner")} as sql
       from pg_namespace where nspname in ('${SCHEMA}', '${QUEUE}') order by nspname) s`,
  ],
  [
    "Tables",
    `select format(E'create table %s (\\n%s%s\\n)%s;\\n', c.oid::regclass, ${columns}, ${constraints}, ' partition by ' || pg_get_partkeydef(c.oid))
       || ${lines(indexes, triggers, security, forced, policies("c.oid"), comments, owned("table", "c.oid::regclass", "c.relowner"), grants("table", "c.oid::regclass", tableAcl, "c.relowner"))} || E'\\n' as sql
     from pg_class c where c.relnamespace = '${SCHEMA}'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  ],
  [
    "Functions",
    `select pg_get_functiondef(p.oid) || E';\\n'
       || ${lines(owned("function", "p.oid::regprocedure", "p.proowner"), grants("function", "p.oid::regprocedure", functionAcl, "p.proowner"))} || E'\\n' as sql
     from pg_proc p where p.pronamespace = '${SCHEMA}'::regnamespace and ${NOT_OF_AN_EXTENSION}
     order by p.proname, pg_get_function_identity_arguments(p.oid)`,
  ],
  [
    "What is allowed on the queue's tables",
    `select ${lines(policies("c.oid"), grants("table", "c.oid::regclass", tableAcl, "c.relowner"))} || E'\\n' as sql
     from pg_class c where c.relnamespace = '${QUEUE}'::regnamespace and c.relkind = 'r' order by c.relname`,
  ],
];

/** What callers depend on of each function: its name, arguments and result, a line each. */
export async function functionSignatures(client) {
  const { rows } = await client.query(
    `select format('%s(%s) returns %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid)) as line
     from pg_proc p where pronamespace = '${SCHEMA}'::regnamespace and ${NOT_OF_AN_EXTENSION} order by 1`,
  );
  return rows.map((row) => row.line);
}

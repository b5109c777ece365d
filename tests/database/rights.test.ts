import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../scripts/migrate.mjs";
import { type OwnedDatabase, ownedDatabase } from "../support/owned-database";

// Walks the catalogue and names whatever is not as it must be: who adds a table or a function and forgets its rights is told
// here. The database is migrated as an operator's is, by an owner who is no superuser.

const APP = "patchcord_app";
const SEARCH_PATH = "search_path=pg_catalog, public, pg_temp";

const OWN_ROWS = (key: string) =>
  `(${key} = (NULLIF(current_setting('patchcord.account'::text, true), ''::text))::uuid)`;
/** What a table's policies are unless it is named below: its account's rows, whoever asks. */
const ACCOUNT = `account to public: ${OWN_ROWS("account_id")}`;
const OWNER = "owner to patchcord_owner: true";
const POLICIES: Record<string, { policies: string[]; because: string }> = {
  account: { policies: [`account to public: ${OWN_ROWS("id")}`], because: "its own id is the account's" },
  deadline: {
    policies: [ACCOUNT, OWNER],
    because: "the worker takes what is due of all accounts, by patchcord_take_due",
  },
  webhook_outbox: {
    policies: [ACCOUNT, OWNER],
    because: "the worker reads what all accounts have noted, by patchcord_noted",
  },
  webhook_endpoint: {
    policies: [ACCOUNT, OWNER],
    because: "the worker takes deliveries of all accounts, endpoint by endpoint, by patchcord_claim_webhooks",
  },
  webhook_delivery: {
    policies: [ACCOUNT, OWNER],
    because: "the worker takes those that are due of all accounts, by patchcord_claim_webhooks",
  },
  alert_rule: {
    policies: [ACCOUNT, OWNER],
    because: "whose alerts are on is asked of all accounts, by patchcord_alert_turn",
  },
  alert_notice: {
    policies: [ACCOUNT, OWNER],
    because: "the worker takes those that are due of all accounts, by patchcord_claim_notices",
  },
  app_user: { policies: [OWNER], because: "users are of no account; read at sign-in, by functions only" },
  membership: { policies: [OWNER], because: "read at sign-in, before an account is known, by functions only" },
  session: { policies: [OWNER], because: "read before an account is known, by functions only" },
};
/** Tables without row-level security: they hold nothing of any account. */
const OF_NO_ACCOUNT: Record<string, string> = {
  oauth_signing_key: "one key signs for all accounts",
  call_price: "an operator's prices are the same for all accounts",
  worker_heartbeat: "workers work for all accounts",
  alert_turn: "one worker checks for all accounts",
  alert_host: "machines are of no account",
  patchcord_clock: "there is one clock, and only the owner sets it",
  patchcord_applied: "the owner's record of what was applied",
  _prisma_migrations: "the owner's record of what was migrated",
};
/** What the app's role has no business with at all. */
const OWNERS_ONLY = ["_prisma_migrations", "app_user", "membership", "patchcord_applied", "session", "sign_in_link"];
/** What the app's role may read, and functions alone that run as the owner may write. */
const BY_FUNCTIONS = [
  "oauth_signing_key",
  "worker_heartbeat",
  "patchcord_clock",
  "call_price",
  "alert_turn",
  "alert_host",
];

type Walk = { finds: string; text: string; values?: unknown[] };
const WALKS: Walk[] = [
  {
    finds: "runs as its owner, with a search path of the caller's",
    text: `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and p.proconfig is distinct from array[$1]`,
    values: [SEARCH_PATH],
  },
  {
    finds: "is somebody's to execute who is not the app",
    text: `select p.oid::regprocedure::text || ' by ' || case grantee when 0 then 'public' else grantee::regrole::text end as name
      from pg_proc p cross join aclexplode(coalesce(proacl, acldefault('f', proowner)))
      where pronamespace = 'public'::regnamespace and grantee not in (proowner, $1::regrole)`,
    values: [APP],
  },
  {
    finds: "has no forced row-level security",
    text: `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) and relname <> all ($1)`,
    values: [Object.keys(OF_NO_ACCOUNT)],
  },
  {
    finds: "is somebody's to touch who is not the app, or is more than the app's to read and write",
    text: `select c.oid::regclass || ': ' || privilege_type || ' by ' || case grantee when 0 then 'public' else grantee::regrole::text end as name
      from pg_class c cross join aclexplode(coalesce(relacl, acldefault('r', relowner)))
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and grantee <> relowner
        and (grantee <> $1::regrole or privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`,
    values: [APP],
  },
  {
    finds: "has rights on columns, which this walk does not weigh",
    text: `select attrelid::regclass || '.' || attname as name from pg_attribute join pg_class c on c.oid = attrelid
      where relnamespace = 'public'::regnamespace and attacl is not null`,
  },
  {
    finds: "is the owner's only, and the app may touch it",
    text: `select name from unnest($2::text[]) name
      where has_table_privilege($1, name, 'SELECT') or has_table_privilege($1, name, 'INSERT')
        or has_table_privilege($1, name, 'UPDATE') or has_table_privilege($1, name, 'DELETE')`,
    values: [APP, OWNERS_ONLY],
  },
  {
    finds: "is added to and never changed, and the app may update it",
    text: `select tgrelid::regclass::text as name from pg_trigger
      where tgname = 'append_only' and has_table_privilege($1, tgrelid, 'UPDATE')`,
    values: [APP],
  },
  {
    finds: "is written by functions only, and the app may write it",
    text: `select name || ': ' || privilege as name from unnest($2::text[]) name, unnest(array['INSERT', 'UPDATE']) privilege
      where has_table_privilege($1, name, privilege)`,
    values: [APP, BY_FUNCTIONS],
  },
  {
    finds: "is kept for ever, and the app may delete from it",
    text: "select 'audit_log' as name where has_table_privilege($1, 'audit_log', 'DELETE')",
    values: [APP],
  },
  {
    finds: "is a schema in which the app may create",
    text: "select nspname as name from pg_namespace where has_schema_privilege($1, oid, 'CREATE')",
    values: [APP],
  },
  {
    finds: "is what the app may do with the database",
    text: `select privilege as name from unnest(array['CREATE', 'TEMPORARY']) privilege
      where has_database_privilege($1, current_database(), privilege)`,
    values: [APP],
  },
  {
    finds: "is owned by the app",
    text: `select oid::regclass::text as name from pg_class where relowner = $1::regrole
      union all select oid::regprocedure::text from pg_proc where proowner = $1::regrole
      union all select nspname from pg_namespace where nspowner = $1::regrole
      union all select datname from pg_database where datdba = $1::regrole`,
    values: [APP],
  },
  {
    finds: "is what the app's role is above",
    text: `select attribute as name from pg_roles cross join lateral (values ('superuser', rolsuper), ('row-level security', rolbypassrls),
        ('roles', rolcreaterole), ('databases', rolcreatedb), ('replication', rolreplication)) has(attribute, it)
      where rolname = $1 and it
      union all select 'a member of ' || roleid::regrole from pg_auth_members where member = $1::regrole`,
    values: [APP],
  },
  {
    finds: "is granted to whatever is made later",
    text: "select defaclobjtype::text || ': ' || defaclacl::text as name from pg_default_acl",
  },
];

async function violations(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const { finds, text, values } of WALKS) {
    const { rows } = await client.query<{ name: string }>(text, values);
    found.push(...rows.map(({ name }) => `${name} ${finds}`));
  }
  return [...found, ...(await otherPolicies(client))];
}

/** Tables whose policies are not what they must be. */
async function otherPolicies(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; policies: string[] }>(
    `select c.relname as name, array(
        select format('%s to %s: %s', polname, case when polroles = '{0}' then 'public' else polroles::regrole[]::text end,
          case when polcmd = '*' and polpermissive and pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid)
            then pg_get_expr(polqual, polrelid) else 'of another kind' end)
        from pg_policy where polrelid = c.oid order by polname) as policies
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all ($1)`,
    [Object.keys(OF_NO_ACCOUNT)],
  );
  const wanted = (name: string) => POLICIES[name]?.policies ?? [ACCOUNT];
  return rows
    .map((row) => ({ ...row, policies: row.policies.map((policy) => policy.replace(/\{(\w+)\}/, "$1")) }))
    .filter(({ name, policies }) => policies.join() !== wanted(name).join())
    .map(({ name, policies }) => `${name} lets in by ${policies.join(", ") || "nothing"}`);
}

let database: OwnedDatabase;
beforeAll(async () => {
  database = await ownedDatabase();
  await migrate(database.ownerUrl, database.appUrl);
});
afterAll(() => database.drop());

it("nobody has a right that was not meant", async () => {
  expect(await violations(database.superuser)).toEqual([]);
});

it("names no table that is not there", async () => {
  const names = [...Object.keys(POLICIES), ...Object.keys(OF_NO_ACCOUNT), ...OWNERS_ONLY, ...BY_FUNCTIONS];
  const { rows } = await database.owner.query(
    "select name from unnest($1::text[]) name where to_regclass(name) is null",
    [names],
  );
  expect(rows).toEqual([]);
});

const TABLE = "set role patchcord_owner; create table mine (account_id uuid not null); reset role;";
const FORCED = `${TABLE} alter table mine enable row level security; alter table mine force row level security;`;
const FUNCTION = "create function mine() returns int language sql security definer";

describe("who forgets is told", () => {
  it.each([
    [
      "a definer function's search path",
      `${FUNCTION} as 'select 1'; revoke all on function mine() from public`,
      "mine() runs as",
    ],
    [
      "a definer function's temporary schema",
      `${FUNCTION} set search_path = public as 'select 1'; revoke all on function mine() from public`,
      "mine() runs as",
    ],
    [
      "who may execute a function",
      "create function mine() returns int language sql as 'select 1'",
      "mine() by public is",
    ],
    ["row-level security", TABLE, "mine has no forced"],
    ["to force it", `${TABLE} alter table mine enable row level security`, "mine has no forced"],
    ["a policy", FORCED, "mine lets in by nothing"],
    ["whose rows a policy shows", `${FORCED} create policy account on mine using (true)`, "mine lets in by account"],
    ["what a policy lets be written", "alter policy account on flow with check (true)", "flow lets in by account"],
    ["a second policy", "create policy more on flow using (true) with check (true)", "flow lets in by account"],
    [
      "temporary tables",
      "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
      "TEMPORARY is",
    ],
    ["who may create in a schema", "grant create on schema public to public", "public is a schema"],
    ["the audit log", `grant delete on audit_log to ${APP}`, "audit_log is kept"],
    ["what is added to", `grant update on draft_edit to ${APP}`, "draft_edit is added to"],
    [
      "a new table that is added to",
      `${FORCED} create trigger append_only before update on mine for each row execute function patchcord_never_changes(); grant update on mine to ${APP}`,
      "mine is added to",
    ],
    ["keys", `grant insert on oauth_signing_key to ${APP}`, "oauth_signing_key: INSERT is written"],
    ["heartbeats", `grant update on worker_heartbeat to ${APP}`, "worker_heartbeat: UPDATE is written"],
    ["users", `grant select on app_user to ${APP}`, "app_user is the owner's"],
    ["to truncate", `grant truncate on leg to ${APP}`, "leg: TRUNCATE by"],
    ["the public", "grant select on flow to public", "flow: SELECT by public"],
    ["a column", `grant select (email) on app_user to ${APP}`, "app_user.email has rights"],
    ["what the app owns", `create schema mine authorization ${APP}`, "mine is owned"],
    ["what the app is above", `alter role ${APP} bypassrls`, "row-level security is what"],
    ["whose member the app is", `grant patchcord_owner to ${APP}`, "a member of patchcord_owner is what"],
    ["what is made later", `alter default privileges grant all on tables to ${APP}`, "r: "],
  ])("%s", async (_what, sql, told) => {
    await database.superuser.query("begin");
    try {
      await database.superuser.query(sql);
      expect((await violations(database.superuser)).filter((violation) => violation.startsWith(told))).not.toEqual([]);
    } finally {
      await database.superuser.query("rollback");
    }
  });
});

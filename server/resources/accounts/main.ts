import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import pg from "pg";
import { v7 } from "uuid";
import { hashPassword } from "../../platform/secrets/password";
import { WrongSetting } from "./operator-rules";
import { SET_OPTIONS, SET_USAGE, setAccount } from "./operator-settings";

/**
 * `npm run account:create` makes an account with its first admin, `account:password` sets a new password, `account:set` changes what an
 * operator decides. All connect as the database's owner.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: "string" }, email: { type: "string" }, account: { type: "string" }, ...SET_OPTIONS },
});
const [command] = positionals;
const { name, email } = values;
const isComplete = { create: email && name, password: email, set: values.account }[command ?? ""];
if (!isComplete) {
  console.error(
    `Usage: npm run account:create -- --name <account> --email <admin>
       npm run account:password -- --email <user>
       npm run account:set -- --account <id, or a user's email> ${SET_USAGE}`,
  );
  process.exit(2);
}

const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL });
await client.connect();
const password = randomBytes(12).toString("base64url");
const hash = await hashPassword(password);
try {
  if (command === "create") await create();
  else if (command === "password") await reset();
  else await set(values.account ?? "");
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await client.end();
}

async function create(): Promise<void> {
  const account = v7();
  const user = v7();
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [account]);
  await client.query("insert into account (id, name) values ($1, $2)", [account, name]);
  const made = await client.query(
    "insert into app_user (id, email, name, password_hash) values ($1, lower($2), $3, $4) on conflict (email) do nothing",
    [user, email, email, hash],
  );
  if (!made.rowCount) {
    console.error(`There is a user ${email} already. A lost password: npm run account:password -- --email ${email}`);
    process.exit(1);
  }
  await client.query("insert into membership (account_id, user_id, role) values ($1, $2, 'admin')", [account, user]);
  await client.query("commit");
  console.log(`Made the account ${name} (${account}). Sign in with ${email} and ${password}`);
}

async function set(account: string): Promise<void> {
  const said = await setAccount(client, account, values);
  console.log(said.length > 0 ? said.join("\n") : "Nothing was changed.");
}

async function reset(): Promise<void> {
  const changed = await client.query("update app_user set password_hash = $2 where email = lower($1) returning id", [
    email,
    hash,
  ]);
  if (!changed.rowCount) {
    console.error(`There is no user ${email}.`);
    process.exit(1);
  }
  // A new password ends every session that the old one opened.
  await client.query("update session set revoked_at = now() where user_id = $1 and revoked_at is null", [
    changed.rows[0].id,
  ]);
  console.log(`The new password of ${email} is ${password}`);
}

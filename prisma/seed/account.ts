import type pg from "pg";
import { v7 } from "uuid";
import { hashPassword } from "@/server/platform/secrets/password";
import { DEMO_RING_RULES } from "./ring-rules";

/** Inserts an account and its first admin. The caller has set `patchcord.account`. */
export async function seedAccount(
  client: pg.Client,
  {
    account,
    name = "Demo",
    email,
    password,
    ratePerSecond,
  }: { account: string; name?: string; email: string; password: string; ratePerSecond: number },
): Promise<void> {
  const user = v7();
  await client.query("insert into account (id, name, rate_per_second, ring_rules) values ($1, $2, $3, $4)", [
    account,
    name,
    ratePerSecond,
    JSON.stringify(DEMO_RING_RULES),
  ]);
  const hash = await hashPassword(password);
  await client.query("insert into app_user (id, email, name, password_hash) values ($1, lower($2), $3, $4)", [
    user,
    email,
    "Admin",
    hash,
  ]);
  await client.query("insert into membership (account_id, user_id, role) values ($1, $2, 'admin')", [account, user]);
}

import type pg from "pg";
import { v7 } from "uuid";
import { ringRules } from "@/engine/ring-rules/rules";
import { onOff, RULE_OPTIONS, RULE_USAGE, rulesWith, type WantedRules, WrongSetting } from "./operator-rules";
import type { Settings } from "./schema";
import { changedSentences, settingsSentences } from "./sentences";

export const SET_OPTIONS = {
  starts: { type: "string" },
  retention: { type: "string" },
  "sandbox-only": { type: "string" },
  ...RULE_OPTIONS,
  stop: { type: "string" },
  allow: { type: "boolean" },
} as const;

export const SET_USAGE = `[--starts <a second>] [--retention <days>] [--sandbox-only on|off] [--stop <reason> | --allow]
         ${RULE_USAGE}`;

export type OperatorSettings = WantedRules & {
  starts?: string | undefined;
  retention?: string | undefined;
  "sandbox-only"?: string | undefined;
  stop?: string | undefined;
  allow?: boolean | undefined;
};

/**
 * Changes an account as its operator, who is bound by no maximum; `account` is its id or a user's email address. Recorded in its audit log like
 * an admin's change. Returns what has changed as sentences. Throws `WrongSetting`.
 */
export async function setAccount(client: pg.Client, account: string, wanted: OperatorSettings): Promise<string[]> {
  await client.query("begin");
  try {
    const said = await change(client, account, wanted);
    await client.query("commit");
    return said;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function change(client: pg.Client, account: string, wanted: OperatorSettings): Promise<string[]> {
  const { id, before, stopped } = await find(client, account);
  const after: Settings = {
    ...before,
    ratePerSecond: wanted.starts === undefined ? before.ratePerSecond : whole("--starts", wanted.starts, 1, 1_000_000),
    retentionDays:
      wanted.retention === undefined ? before.retentionDays : whole("--retention", wanted.retention, 7, 3650),
    sandboxOnly:
      wanted["sandbox-only"] === undefined ? before.sandboxOnly : onOff("--sandbox-only", wanted["sandbox-only"]),
    rules: rulesWith(before.rules, wanted),
  };
  const changed = changedSentences(settingsSentences(before), settingsSentences(after));
  const dialling = {
    before: stopped ? `All dialling is stopped: ${stopped.reason}` : "Dialling is allowed.",
    after: "",
  };
  if (wanted.stop) dialling.after = `All dialling is stopped: ${wanted.stop}`;
  else if (wanted.allow) dialling.after = "Dialling is allowed.";
  const isSwitched = dialling.after !== "" && dialling.after !== dialling.before;
  if (!changed.isChanged && !isSwitched) return [];
  await client.query(
    `update account set rate_per_second = $2, retention_days = $3, sandbox_only = $4, ring_rules = $5,
      dialling_stopped = case when $6 then $7::jsonb else dialling_stopped end where id = $1`,
    [
      ...[id, after.ratePerSecond, after.retentionDays, after.sandboxOnly, JSON.stringify(after.rules), isSwitched],
      wanted.stop ? JSON.stringify({ reason: wanted.stop, by: "operator", at: new Date().toISOString() }) : null,
    ],
  );
  const told = isSwitched ? { dialling: dialling.after } : {};
  const was = isSwitched ? { dialling: dialling.before } : {};
  await client.query(
    "insert into audit_log (account_id, id, actor, actor_name, action, subject, before, after) values ($1, $2, 'operator', 'Operator', 'account.change', $3, $4, $5)",
    [
      id,
      v7(),
      before.name,
      JSON.stringify({ ...changed.before, ...was }),
      JSON.stringify({ ...changed.after, ...told }),
    ],
  );
  return [...Object.values(changed.after), ...Object.values(told)];
}

type Row = {
  id: string;
  name: string;
  time_zone: string;
  language: string;
  rate_per_second: number;
  sandbox_only: boolean;
  retention_days: number;
  ring_rules: unknown;
  dialling_stopped: { reason: string } | null;
};

/** The owner, too, sees only the rows of the account that is set: which one it is, its members say. */
async function find(client: pg.Client, account: string) {
  const { rows: members } = await client.query<{ id: string }>(
    "select m.account_id as id from membership m join app_user u on u.id = m.user_id where u.email = lower($1) or m.account_id::text = $1",
    [account],
  );
  const [found] = members;
  if (!found) throw new WrongSetting(`There is no account with this id or user: ${account}.`);
  await client.query("select set_config('patchcord.account', $1, true)", [found.id]);
  const { rows } = await client.query<Row>("select * from account where id = $1 for update", [found.id]);
  const row = rows[0]!;
  const before: Settings = {
    ...{ name: row.name, timeZone: row.time_zone, language: row.language, ratePerSecond: row.rate_per_second },
    ...{ sandboxOnly: row.sandbox_only, retentionDays: row.retention_days, rules: ringRules.parse(row.ring_rules) },
  };
  return { id: found.id, before, stopped: row.dialling_stopped };
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new WrongSetting(`${name} must be a whole number from ${least} to ${most}.`);
}

import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { log } from "@/server/platform/log";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { publishFlows } from "../calls/publish-flows";
import { SHOP_SECRET, setConnections } from "../calls/resources/connections";
import { loggedLines } from "../support/logged-lines";
import { testWorld } from "../support/world";

const lines = loggedLines();

const word = (name: string) => `planted${name}${randomBytes(6).toString("hex")}`;
const argument = word("argument");
const secret = word("secret");
const password = word("password");
const key = word("key");
const said = word("said");
const phone = "+12025550148";
const agent = "+12025550149";
const PLANTED = [SHOP_SECRET, argument, secret, password, key, said, phone.slice(1), agent.slice(1)];

const world = await testWorld({ worker: true });
await setConnections(world);
const asking = (await publishFlows(world.account, ["execute_action"])).get("execute_action")!;
const CALLEE: CalleeInput = {
  kind: "scripted",
  ring: 1,
  // biome-ignore lint/suspicious/noThenProperty: the sandbox's word for what becomes of a call.
  then: "answer",
  actions: [{ on: "gather", do: "speak", text: said }],
};
const { owner } = world.database;

/** The tables whose writes fail in turn, each telling the whole row, as a constraint's or a driver's message would. */
const TABLES = ["interaction", "interaction_event", "dial_attempt", "deadline"];
await owner.query(`create function tell_all() returns trigger language plpgsql as $$
  begin raise exception 'this row is refused: %', to_jsonb(new)::text using detail = to_jsonb(new)::text; end $$`);
const failing = (table: string) =>
  owner.query(`create trigger tell_all before insert or update on ${table} for each row execute function tell_all()`);
const healed = (table: string) => owner.query(`drop trigger tell_all on ${table}`);

const given = { contact_1: phone, contact_2: agent };
/** Texts that went back to whoever asked: to nobody of them the words are a secret, but an error's are not theirs. */
const failures: string[] = [];

async function startsFail(): Promise<void> {
  const answer = await world.start(given, { "idempotency-key": `"${key}"` });
  failures.push(await answer.text());
  expect(answer.status).toBe(500);
}

test.each(TABLES)("13.18 a start whose %s is refused by the database", async (table) => {
  await failing(table);
  try {
    await startsFail();
  } finally {
    await healed(table);
  }
});

test.each(["interaction", "interaction_event", "dial_attempt", "port_call"])(
  "13.18 a call that goes on while %s is refused by the database",
  async (table) => {
    await world.sandbox.putCallee(phone, CALLEE);
    const started = await world.of(asking).start({ contact_1: phone, order: argument });
    expect(started.status).toBe(202);
    await failing(table);
    try {
      await world.clock.advance(20).catch(() => undefined);
    } finally {
      await healed(table);
    }
  },
);

test("13.18 sign-ins, tokens and procedures that are refused or fail", async () => {
  const { signIn } = await import("@/server/auth/sign-in");
  const { handleAuth } = await import("@/server/auth/handle-auth");
  const post = (path: string, body: string, type = "application/json") =>
    fetch(world.baseUrl + path, {
      method: "POST",
      headers: { "content-type": type, authorization: `Bearer ${secret}` },
      body,
    });
  await signIn(`${argument}@example.com`, password, "10.0.0.1");
  await owner.query("alter function patchcord_sign_in(text) rename to gone");
  await signIn(`${argument}@example.com`, password, "10.0.0.2").catch((error: unknown) =>
    log.error({ err: error }, "as options do"),
  );
  await owner.query("alter function gone(text) rename to patchcord_sign_in");
  for (const body of [`{"${argument}":`, `"${password}"`, JSON.stringify({ email: argument, password })]) {
    const request = new Request(`${world.baseUrl}/api/auth/callback/password`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    failures.push(await (await handleAuth(request, ["callback", "password"], {})).text());
  }
  for (const path of [
    "/api/oauth/token",
    `/api/flows/${world.flow}/interactions`,
    "/api/voice/x/y",
    "/api/background/run",
  ])
    await (await post(path, `{"${argument}": "${secret}"`)).text();
  await (
    await post(
      "/api/oauth/token",
      `client_secret=${secret}&grant_type=${argument}`,
      "application/x-www-form-urlencoded",
    )
  ).text();
});

test("13.18 none of it is in the log, in an error, in a metric or in the audit", async () => {
  const { METRICS_TOKEN } = process.env;
  const metrics = await fetch(`${world.baseUrl}/api/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  expect(metrics.status).toBe(200);
  const audit = await owner.query("select row_to_json(a)::text as line from audit_log a");
  const places = {
    log: lines.join("\n"),
    errors: failures.join("\n"),
    metrics: await metrics.text(),
    audit: audit.rows.map(({ line }) => line).join("\n"),
  };
  // What was refused was logged, else nothing was tried.
  expect(lines.filter((line) => line.includes('"code":"P0001"')).length).toBeGreaterThanOrEqual(TABLES.length);
  for (const [place, text] of Object.entries(places))
    for (const planted of PLANTED) expect(text.includes(planted), `${planted} in ${place}`).toBe(false);
});

import { randomUUID } from "node:crypto";
import { afterEach, expect, it, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { carrierPost } from "../support/carrier-request";
import { testWorld } from "../support/world";

/** A caller who comes back to the process that gave the last document is answered without a read; what has changed counts. */
const world = await testWorld({ worker: false });
const { owner } = world.database;
const { runtime } = await import("@/server/wiring");
const { env } = await import("@/server/platform/env");
const isRemembering = env().PATCHCORD_REMEMBER === "on";
const { rows: stored } = await owner.query("select pg_get_functiondef('patchcord_read'::regproc) as text");

/** From now on whoever reads an interaction fails. */
const forbidReading = () =>
  owner.query(
    (stored[0].text as string).replace(/AS \$function\$[\s\S]*/, "as 'begin raise exception $$$$read$$$$; end'"),
  );
afterEach(async () => {
  await owner.query(stored[0].text);
  await owner.query("update patchcord_clock set shift = '0'");
});

const HANG_UP = "<Response><Hangup/></Response>";

let callers = 1000;

/** An accepted interaction whose dial is under way, with a carrier that only this test plays. */
async function dialled() {
  const To = `+1202555${++callers}`;
  const response = await world.start({ contact_1: To, contact_2: "+12025550130" });
  const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
  const { rows } = await owner.query("select id, token from dial_attempt where interaction_id = $1", [interaction]);
  const { id: attempt, token } = rows[0] as { id: string; token: string };
  await runtime().store.claimDial(world.account as AccountId, attempt, 15);
  const CallSid = `CA${interaction.replaceAll("-", "")}`;
  const form = { CallSid, AccountSid: world.accountSid, From: world.number, To, CallStatus: "in-progress" };
  const base = `${world.baseUrl}/api/voice/${world.carrier}/${token}`;
  const ask = async (address: string, more: Record<string, string> = {}) => {
    const answered = await carrierPost(new URL(address, `${base}/`).href, { ...form, ...more }, world.authToken);
    return answered.ok ? answered.text() : `${answered.status}`;
  };
  return { interaction, attempt, token, ask };
}
const addressIn = (document: string, of: RegExp) => of.exec(document)?.[1] as string;
const nextIn = (document: string) => addressIn(document, /<Redirect[^>]*>([^<#]*)/);
const actionIn = (document: string) => addressIn(document, /<Dial[^>]* action="([^"#]*)/);

it.runIf(isRemembering)(
  "a whole call is played without a read, up to a forward that the carrier calls bridged",
  async () => {
    const { interaction, ask } = await dialled();
    await forbidReading();
    const announced = await ask("answer");
    expect(announced).toContain("<Say");
    const forwarding = await ask(nextIn(announced));
    expect(forwarding).toContain("<Dial");
    const leg = { DialCallStatus: "completed", DialCallSid: "CA2" };
    expect(await ask(actionIn(forwarding), leg), "only the leg could tell").toBe("503");
    expect(await ask(actionIn(forwarding), { ...leg, DialBridged: "true" })).toContain(HANG_UP);
    expect(await world.read(interaction)).toMatchObject({ status: "completed", outcome: "forwarded" });
  },
);

it.runIf(isRemembering)("a document that was asked for before is read, and so is one nobody asked for", async () => {
  const { ask } = await dialled();
  const announced = await ask("answer");
  await forbidReading();
  expect(await ask("answer")).toBe("503");
  expect(await ask("9.9/next")).toBe("503");
  expect(await ask(nextIn(announced))).toContain("<Dial");
});

test.each([
  ["the attempt was given up", "update dial_attempt set status = 'given_up' where id = $1"],
  ["the call is another's", "update dial_attempt set status = 'placed', call_id = 'CA other' where id = $1"],
  [
    "the interaction was cancelled",
    "update interaction set status = 'cancelled', outcome = 'cancelled', version = version + 1, state = jsonb_set(state, '{status}', '\"cancelled\"') where id = (select interaction_id from dial_attempt where id = $1)",
  ],
])("where %s meanwhile, the caller is told to hang up", async (_what, change) => {
  const { attempt, ask } = await dialled();
  await owner.query(change, [attempt]);
  expect(await ask("answer")).toContain(HANG_UP);
});

it("a document that another process has stored meanwhile is the answer", async () => {
  const { interaction, ask } = await dialled();
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask("answer")));
  expect(new Set(answers).size).toBe(1);
  const { rows } = await owner.query("select seq from interaction_event where interaction_id = $1", [interaction]);
  expect(rows).toHaveLength(2);
});

test.each([0, 3600, -3600])("the moment is the database's, whose clock has gone %i s on", async (seconds) => {
  const { interaction, ask } = await dialled();
  await owner.query("update patchcord_clock set shift = make_interval(secs => $1)", [seconds]);
  const clock = async () => ((await owner.query("select patchcord_now() as now")).rows[0].now as Date).getTime();
  const before = await clock();
  expect(await ask("answer")).toContain("<Say");
  const { rows } = await owner.query(
    "select at from interaction_event where interaction_id = $1 order by seq desc limit 1",
    [interaction],
  );
  // At most as far back as the reading that it is told from took, which is seconds on a machine that stands still.
  expect(rows[0].at.getTime()).toBeGreaterThan(before - 10_000);
  expect(rows[0].at.getTime()).toBeLessThanOrEqual(await clock());
});

it.runIf(isRemembering)("another account's interaction is not remembered", async () => {
  const { token } = await dialled();
  const read = (account: string) => runtime().store.read(account as AccountId, { token, call: "CA1" }, "answer");
  expect(await read(world.account)).toMatchObject({ proof: { call: "CA1" } });
  expect(await read(randomUUID())).toBeNull();
});

import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { registry } from "@/components/flow/registry";
import { CAPABILITIES } from "@/server/carriers/twilio/capabilities";
import { log } from "@/server/platform/log";
import { carrierPost } from "../support/carrier-request";
import { type TestWorld, testWorld } from "../support/world";

/** What fails however often it is tried: each ends its interaction with a fault after a bounded number of tries. */

const logged = vi.spyOn(log, "error");

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
  // Whatever is named in `poison` cannot be written, with the SQLSTATE that is named beside it.
  await world.database.owner.query(`
    create table poison (what text, id uuid, code text);
    grant select on poison to patchcord_app;
    create function poisoned() returns trigger language plpgsql as $$
    declare v_code text;
    begin
      select code into v_code from poison p where p.what = tg_argv[0] || ':' || (to_jsonb(new) #>> tg_argv[1]::text[])
        and p.id = (to_jsonb(new) ->> tg_argv[2])::uuid;
      if found then raise exception 'poisoned' using errcode = v_code; end if;
      return new;
    end $$;
    create trigger poisoned before insert on interaction_event
      for each row execute function poisoned('resume', '{resume,kind}', 'interaction_id');
    create trigger poisoned before update on dial_attempt
      for each row execute function poisoned('attempt', '{status}', 'interaction_id');`);
});

const poison = (what: string, interaction: string, code: string) =>
  world.database.owner.query("insert into poison values ($1, $2, $3)", [what, interaction, code]);

let numbered = 0;

/** An interaction on a call that the test itself plays, as the carrier. */
async function call() {
  const To = `+1202555${5000 + numbered++}`;
  await world.sandbox.addFault({ match: { operation: "create", to: To }, effect: "error_500", times: 1 });
  const response = await world.start({ contact_1: To, contact_2: "+12025550130" });
  const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
  await world.clock.settle();
  const { rows } = await world.database.owner.query("select token from dial_attempt where interaction_id = $1", [
    interaction,
  ]);
  const own = { CallSid: `CA${interaction.replaceAll("-", "")}`, AccountSid: world.accountSid, From: world.number, To };
  const post = async (path: string) => {
    const address = `${world.baseUrl}/api/voice/${world.carrier}/${rows[0].token}${path}`;
    const answered = await carrierPost(address, { ...own, CallStatus: "in-progress" }, world.authToken);
    return { status: answered.status, text: await answered.text() };
  };
  logged.mockClear();
  return { interaction, post };
}

async function failedBy(interaction: string, code: string) {
  const found = await world.read(interaction);
  expect(found).toMatchObject({ status: "failed", outcome: "failed" });
  expect(found.steps.at(-1)).toMatchObject({ exit: "error", error: { code } });
  const { rows } = await world.database.owner.query("select id from deadline where id = $1", [interaction]);
  expect(rows).toEqual([]);
  expect(logged).toHaveBeenCalledOnce();
}

/** The caller hears that it is not their doing. */
const SORRY = /We are sorry, something went wrong on our side.*<Hangup\/>/;

describe("13.7 what fails however often it is tried", () => {
  it("a burst that the database refuses", async () => {
    const { interaction, post } = await call();
    await post("/answer");
    await poison("resume:prompt_finished", interaction, "22P05");
    const answered = await post("/3.1/next");
    expect(answered).toMatchObject({ status: 200, text: expect.stringMatching(SORRY) });
    await failedBy(interaction, "not_storable");
    expect(await post("/3.1/next")).toEqual(answered);
  });

  it("13.6 a document that cannot be made, which is not the customer's doing", async () => {
    const { sandbox } = CAPABILITIES;
    const { documentRetry } = sandbox!;
    Object.defineProperty(sandbox, "documentRetry", {
      configurable: true,
      get: () => {
        throw new Error("cannot be rendered");
      },
    });
    const mend = () => Object.defineProperty(sandbox, "documentRetry", { value: documentRetry, writable: true });
    onTestFinished(() => void mend());
    const { interaction, post } = await call();
    expect(await post("/answer")).toMatchObject({ status: 200, text: expect.stringMatching(SORRY) });
    mend();
    await failedBy(interaction, "document_broken");
  });

  it("a step that throws", async () => {
    const { interaction, post } = await call();
    const steps = registry as Map<string, NonNullable<ReturnType<typeof registry.get>>>;
    const playAudio = steps.get("play_audio")!;
    onTestFinished(() => void steps.set("play_audio", playAudio));
    const step = () => {
      throw new TypeError("of no use");
    };
    steps.set("play_audio", { ...playAudio, step });
    expect(await post("/answer")).toMatchObject({ status: 200, text: expect.stringMatching(SORRY) });
    await failedBy(interaction, "step_broken");
    expect(JSON.stringify(logged.mock.calls)).not.toContain("of no use");
  });

  it("a deadline", async () => {
    const { interaction, post } = await call();
    await post("/answer");
    // The carrier does not know the call any more, and its end cannot be written.
    await poison("resume:hung_up", interaction, "P0001");
    await world.clock.advance(300);
    expect((await world.read(interaction)).status).toBe("running");
    await world.clock.advance(60);
    await failedBy(interaction, "not_handled");
    const { rows } = await world.database.owner.query("select tries from deadline_failure where id = $1", [
      interaction,
    ]);
    expect(rows).toEqual([{ tries: 5 }]);
  });

  it("an attempt's deadline", async () => {
    const { interaction } = await call();
    await poison("attempt:given_up", interaction, "P0001");
    await world.clock.advance(60);
    await world.database.owner.query("delete from poison");
    expect((await world.read(interaction)).status).toBe("running");
    logged.mockClear();
    await poison("resume:dial_ended", interaction, "P0001");
    await world.clock.advance(120);
    await failedBy(interaction, "not_handled");
  });

  it("a job", async () => {
    const to = `+1202555${5000 + numbered++}`;
    await world.sandbox.addFault({ match: { operation: "create", to }, effect: "error_429", times: 1 });
    const response = await world.start({ contact_1: to, contact_2: "+12025550130" });
    const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
    await world.clock.settle();
    logged.mockClear();
    await poison("attempt:submitting", interaction, "P0001");
    await world.clock.advance(60);
    const kept = "select last_error from graphile_worker._private_jobs where last_error is not null";
    expect((await world.database.owner.query(kept)).rows).toEqual([
      { last_error: "It failed (error P0001); the log has more." },
    ]);
    await world.clock.advance(140);
    const found = await world.read(interaction);
    expect(found).toMatchObject({ status: "failed", outcome: "failed" });
    expect(found.steps.at(-1)).toMatchObject({ error: { code: "not_handled" } });
    const { rows } = await world.database.owner.query("select status from dial_attempt where interaction_id = $1", [
      interaction,
    ]);
    expect(rows).toEqual([{ status: "given_up" }]);
  });
});

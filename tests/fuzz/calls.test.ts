import fc from "fast-check";
import { expect, test } from "vitest";
import { carrierPost } from "../support/carrier-request";
import { publishFlow } from "../support/publish-flow";
import { testWorld } from "../support/world";
import { SEED, text } from "./texts";

const world = await testWorld();
const { owner } = world.database;
const RUNS = 60;
const LIMIT_SECONDS = 3 * 24 * 3600;
const CONTACT = "+12025550120";

/** A flow that puts what it is given wherever a flow can: spoken, compared, taken apart, whispered, dialled. */
const flow = world.of(
  await publishFlow(world.account, {
    patchcord: 1,
    name: "Says what it is given",
    language: "en-US",
    start: "trigger",
    variables: Object.fromEntries(["contact", "agent", "name"].map((name) => [name, { type: "string" }])),
    steps: {
      trigger: {
        component: "api_request",
        name: "trigger",
        config: { arguments: ["contact", "agent", "name"].map((name) => ({ name, variable: name })) },
        exits: { ok: "call" },
      },
      call: {
        component: "make_outbound_call",
        name: "call",
        config: { from: world.number, to_variable: "contact" },
        exits: { answered: "say", invalid_number: "end", busy: "end", no_answer: "end" },
      },
      say: {
        component: "play_audio",
        name: "say",
        config: {
          message: [
            {
              source: "tts",
              text: "Hello {{ name }}. {{ name | upcase | truncate: 7 }} {{ name | split: '' | last }}",
            },
            { source: "tts", text: "{{ name | url_decode }} {{ name | slice: 1 }} and no more." },
          ],
        },
        exits: { ok: "agent" },
      },
      agent: {
        component: "forward_to_external_number",
        name: "agent",
        config: { to: { variable: "agent" }, whisper: { source: "tts", text: "For you: {{ name }}." } },
        exits: { no_answer: "end", invalid_number: "end" },
      },
      end: { component: "end_flow", name: "end", config: {} },
    },
  }),
);

async function running(): Promise<number> {
  const { rows } = await owner.query("select count(*)::int as found from interaction where status = 'running'");
  return rows[0].found;
}

async function allOver(): Promise<void> {
  for (let passed = 0; passed < LIMIT_SECONDS && (await running()) > 0; )
    passed += await world.clock.next(LIMIT_SECONDS);
  expect(await running(), "interactions that do not end").toBe(0);
}

test("whatever is given to a flow: no 5xx, and every interaction ends", async () => {
  const given = fc.record({ contact: fc.oneof(fc.constant(CONTACT), text), agent: text, name: text });
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(given, fc.option(text, { nil: undefined }), async (args, trace) => {
      const headers: Record<string, string> =
        trace && /^[\x20-\x7e]*$/.test(trace) ? { traceparent: trace, "x-request-id": trace } : {};
      const { status } = await flow.start(args, headers);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect([202, 400]).toContain(status);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(statuses.get(202), "some are taken").toBeGreaterThan(RUNS / 4);
  await allOver();
});

test("whatever a carrier says in its forms: no 500, and every interaction ends", async () => {
  const field = fc.constantFrom(
    ...[
      "CallStatus",
      "CallSid",
      "AccountSid",
      "SequenceNumber",
      "Digits",
      "SpeechResult",
      "AnsweredBy",
      "DialCallStatus",
    ],
    ...["DialCallSid", "DialCallDuration", "DialBridged", "SipResponseCode", "ErrorCode", "ErrorUrl", "Timestamp"],
  );
  const status = fc.constantFrom(
    "queued",
    "ringing",
    "in-progress",
    "completed",
    "busy",
    "failed",
    "no-answer",
    "canceled",
  );
  const form = fc.dictionary(field, fc.oneof(text, status, fc.integer().map(String)), { maxKeys: 8 });
  const at = fc.constantFrom(
    "answer",
    "status?detects=1",
    "status",
    "1.1/next",
    "2.1/next",
    "2.1/forward",
    "3.2/leg",
    "2.2/whisper",
  );
  await fc.assert(
    fc.asyncProperty(form, at, fc.boolean(), async (fields, address, isOwn) => {
      const started = await flow.start({ contact: CONTACT, agent: "+12025550130", name: "Ann" });
      const { interaction_id } = (await started.json()) as { interaction_id: string };
      await world.clock.advance(2);
      const { rows } = await owner.query(
        "select token, carrier_id, call_id from dial_attempt where interaction_id = $1",
        [interaction_id],
      );
      const { token, carrier_id, call_id } = rows[0];
      const own = { AccountSid: world.accountSid, CallSid: call_id ?? "CA1" };
      const sent = isOwn ? { ...fields, ...own } : { ...own, ...fields };
      const response = await carrierPost(
        `${world.baseUrl}/api/voice/${carrier_id}/${token}/${address}`,
        sent,
        world.authToken,
      );
      await response.arrayBuffer();
      expect([200, 204, 403, 404, 409, 503]).toContain(response.status);
    }),
    { numRuns: RUNS / 2, seed: SEED },
  );
  await allOver();
});

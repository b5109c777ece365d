import { beforeAll, describe, expect, it } from "vitest";
import { publishFlow } from "../support/publish-flow";
import { seedFlow } from "../support/seed-flow";
import type { Visitor } from "../support/visitor";
import { type TestWorld, testWorld } from "../support/world";

/** A flow may require that each request says what the contact has agreed to. */
const ARGUMENTS = { contact_1: "+12025550120", contact_2: "+12025550130" };
const CONSENT = {
  purpose: "A call about order 1234",
  text_version: "2026-03",
  at: "2026-03-01T12:00:00+01:00",
  source: "https://shop.example/contact",
};
let world: TestWorld;
let requiring: Visitor;
let flow: string;
beforeAll(async () => {
  world = await testWorld();
  flow = await publishFlow(world.account, seedFlow({ name: "Asks for consent", "steps.trigger.config.consent": true }));
  requiring = world.of(flow);
});

const start = (visitor: Visitor, body: object) => visitor.start(body as Record<string, string>);
async function refused(response: Response) {
  const { code, fields } = (await response.json()) as { code: string; fields: { name: string; description: string }[] };
  return [response.status, code, fields.map(({ name }) => name).sort()];
}

it("is kept with the interaction, and is on its page and in the export of the person", async () => {
  const response = await start(requiring, { ...ARGUMENTS, _consent: CONSENT });
  expect(response.status).toBe(202);
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  await requiring.untilOver(interaction_id);
  const { readStoredInteraction } = await import("@/server/reports/data");
  const { interactionDetail } = await import("@/server/reports/detail");
  const stored = await readStoredInteraction(world.account as never, interaction_id);
  expect(interactionDetail(stored!).consent).toEqual(CONSENT);
  const { personJson } = await import("@/server/resources/people/export");
  const { sessionAs } = await import("../support/session");
  const person = await new Response(await personJson(sessionAs(world, "admin"), ARGUMENTS.contact_1)).text();
  expect(person).toContain(CONSENT.purpose);
  expect(stored?.interaction.state, "no variable of the flow's").not.toHaveProperty("variables._consent");
});

describe("is refused", () => {
  it.each<[what: string, consent: unknown, fields: string[]]>([
    ["where it is missing", undefined, ["_consent"]],
    ["as a text", JSON.stringify(CONSENT), ["_consent"]],
    ["without a purpose", { ...CONSENT, purpose: undefined }, ["_consent.purpose"]],
    ["with an empty source", { ...CONSENT, source: "  " }, ["_consent.source"]],
    ["with a purpose of any length", { ...CONSENT, purpose: "x".repeat(201) }, ["_consent.purpose"]],
    ["with a day for a time", { ...CONSENT, at: "2026-03-01" }, ["_consent.at"]],
    ["from the future", { ...CONSENT, at: "2999-01-01T00:00:00Z" }, ["_consent.at"]],
    ["with more than it takes", { ...CONSENT, name: "Ada" }, ["_consent"]],
  ])("%s", async (_what, consent, fields) => {
    const response = await start(requiring, { ...ARGUMENTS, ...(consent === undefined ? {} : { _consent: consent }) });
    expect(await refused(response)).toEqual([400, "invalid_arguments", fields]);
  });

  it("by a flow that does not ask for it, as an unknown argument", async () => {
    expect(await refused(await start(world, { ...ARGUMENTS, _consent: CONSENT }))).toEqual([
      ...[400, "invalid_arguments", ["_consent"]],
    ]);
  });
});

it("is the user's own where a flow is started from the studio", async () => {
  const { startFromStudio } = await import("@/server/trpc/kit/start-from-studio");
  const id = await startFromStudio(world.account as never, flow, ARGUMENTS);
  const { rows } = await world.database.owner.query(
    "select resume -> 'consent' as consent from interaction_event where interaction_id = $1 and seq = 0",
    [id],
  );
  expect(rows).toEqual([{ consent: expect.objectContaining({ source: "studio" }) }]);
});

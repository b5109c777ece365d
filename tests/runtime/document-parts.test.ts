import { beforeAll, expect, it } from "vitest";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { carrierPost } from "../support/carrier-request";
import { publishFlow } from "../support/publish-flow";
import { type TestWorld, testWorld } from "../support/world";

let world: TestWorld;
let flow: string;
beforeAll(async () => {
  world = await testWorld();
  const long = structuredClone(reportAProblem) as { name: string; steps: Record<string, { config: object }> };
  const text = "お客様のご予約は来週の月曜日の午前十時に確認されました。".repeat(100);
  long.name = "A long message";
  const message = Array.from({ length: 20 }, (_, index) => ({ source: "tts", text: `${index}${text}` }));
  long.steps.announce!.config = { message };
  flow = await publishFlow(world.account, long);
});

it("13.8 a document that goes on in parts advances the interaction once, after the last", async () => {
  const To = "+12025556000";
  await world.sandbox.addFault({ match: { operation: "create", to: To }, effect: "error_500", times: 1 });
  const response = await world.of(flow).start({ contact_1: To, contact_2: "+12025550130" });
  const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
  await world.clock.settle();
  const { rows } = await world.database.owner.query("select token from dial_attempt where interaction_id = $1", [
    interaction,
  ]);
  const own = { CallSid: `CA${interaction.replaceAll("-", "")}`, AccountSid: world.accountSid, From: world.number, To };
  const post = async (address: string) => {
    const answered = await carrierPost(address, { ...own, CallStatus: "in-progress" }, world.authToken);
    return answered.text();
  };
  const next = (document: string) => /<Redirect[^>]*>([^<#]+)#/.exec(document)?.[1] ?? "";
  const versionOf = async () => {
    const { rows: found } = await world.database.owner.query("select version from interaction where id = $1", [
      interaction,
    ]);
    return found[0].version;
  };

  let document = await post(`${world.baseUrl}/api/voice/${world.carrier}/${rows[0].token}/answer`);
  const version = await versionOf();
  for (let part = 1; next(document).includes("?"); part += 1) {
    expect(next(document)).toMatch(new RegExp(`/3\\.1/next\\?part=${part}$`));
    expect(Buffer.byteLength(document)).toBeLessThan(64_000);
    const address = next(document);
    document = await post(address);
    expect(await post(address)).toBe(document);
    expect(await versionOf()).toBe(version);
  }
  expect(next(document)).toMatch(/\/3\.1\/next$/);
  const after = await post(next(document));
  expect(after).toContain("<Dial");
  // A part that is asked for after that gets what is present by now.
  expect(await post(`${next(document)}?part=1`)).toBe(after);
});

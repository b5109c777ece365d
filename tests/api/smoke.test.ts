import { expect, test } from "vitest";
import { testWorld } from "../support/world";
const world = await testWorld({ worker: false });
test("smoke", async () => {
  const r = await world.start({ contact_1: "+12025550123", contact_2: "+12025550145" });
  console.log(r.status, await r.clone().text(), Object.fromEntries(r.headers));
  expect(r.status).toBe(202);
  const { interaction_id } = await r.json() as any;
  const g = await fetch(`${world.baseUrl}/api/flows/${world.flow}/interactions/${interaction_id}`, { headers: { authorization: `Bearer ${await world.token()}` } });
  console.log(g.status, await g.text());
  for (const p of ["/.well-known/oauth-authorization-server", "/api/oauth/jwks", "/api/health/ready", "/api/health/live", "/api/nope", "/api/metrics"]) { const x = await fetch(world.baseUrl + p); console.log(p, x.status, await x.text()); }
});

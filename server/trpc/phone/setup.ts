import { env } from "../../platform/env";
import { readDemoWorld } from "../../resources/accounts/demo-world";
import { type PhoneBook, phoneBook } from "../../resources/test-phones/callees";
import { promptsByPath, ringableFlows } from "../../resources/test-phones/data";
import { sandboxClient } from "../../resources/test-phones/sandbox";
import { mayActAs } from "../../resources/users/role";
import { viewer } from "../kit/procedures";

/** Everything that the test phones page needs: the numbers, the flows that can ring them, the prompts, and a client to start one over the API. */
export const setup = viewer.query(async ({ ctx: { account, session } }) => {
  const [sandbox, world] = await Promise.all([sandboxClient(account), readDemoWorld()]);
  const [book, flows, prompts] = await Promise.all([
    sandbox ? phoneBook(sandbox).catch((): PhoneBook | null => null) : null,
    ringableFlows(account, world?.flow_id ?? null),
    promptsByPath(account),
  ]);
  const mayRing = mayActAs(session.role, "builder");
  // Only the demo client's secret can be shown again; other secrets are shown once, when their client is made.
  const client =
    world && mayRing && flows.some(({ id }) => id === world.flow_id)
      ? { id: world.client_id, secret: world.client_secret }
      : null;
  return { sandbox: sandbox !== null, book, flows, prompts, mayRing, client, publicUrl: env().PUBLIC_URL };
});

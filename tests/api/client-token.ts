import { createClient } from "@/server/resources/clients/mutations";
import { SCOPES, type Scope } from "@/server/resources/clients/scopes";
import { sessionAs } from "../support/session";
import type { TestWorld } from "../support/world";

export const ALL_SCOPES = Object.keys(SCOPES) as Scope[];

/** A token of a new client with these scopes. Each has a client of its own, since one gets ten tokens a second. */
export async function clientToken(world: TestWorld, name: string, scopes: Scope[] = ALL_SCOPES): Promise<string> {
  const { clientId, clientSecret } = await createClient(sessionAs(world), { name, scopes }, null);
  const answer = await fetch(`${world.baseUrl}/api/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import { salesforceServer } from "../../support/salesforce-server";

const SECRET = "the app's consumer secret";

/** The account's Salesforce, where two contacts are known; a query for the slow one hangs until it is let go. */
export async function setSalesforce(world: { account: string }): Promise<void> {
  const { saveConnection } = await import("@/server/resources/salesforce/mutations");
  const Account = { Name: "Analytical Engines" };
  const org = await salesforceServer({
    Contact: [
      { Alias: "ada", Name: "Ada Byron", Phone: "+12025550160", Account },
      { Alias: "slow", Name: "Slow Joe", Phone: "", Account },
    ],
  });
  org.apps.patchcord = { secret: SECRET };
  for (const text of ["'slow'", "'+12025550163'"]) org.hanging.add(text);
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: world.account as AccountId, user, role: "admin" } as const;
  await saveConnection(by, {
    ...{ auth: "client_credentials", loginUrl: org.url, instanceUrl: "", clientId: "patchcord", username: "" },
    ...{ clientSecret: SECRET, privateKey: "", makeKey: false, apiVersion: "v62.0" },
  });
}

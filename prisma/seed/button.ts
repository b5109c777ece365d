import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import type { World } from "./world";

/** Where `npm run example:website` serves its pages unless it is told otherwise. */
const EXAMPLE_SITE = "http://localhost:3300";
/** A test phone: its number is fixed in the button, and never reaches a page. */
const AGENT = "+12025550141";

/** Inserts a button of the demo flow for the example website, and gives its public key. */
export async function seedButton(client: pg.Client, { account, flow }: World): Promise<string> {
  const owner = Buffer.from(account.replaceAll("-", ""), "hex").toString("base64url");
  const key = `pb_${owner}${randomBytes(12).toString("base64url")}`;
  const settings = {
    ...{ origins: [EXAMPLE_SITE], number: "contact_1", texts: [], fixed: [{ argument: "contact_2", value: AGENT }] },
    ...{ business: "Hearth & Home", reason: "your installation", asksFirst: true, words: [], colour: "#a3341c" },
    ...{ countries: ["US"], perNetworkHour: 10, perNumberDay: 3, perHour: 20, perDay: 100, timeZone: "UTC", hours: [] },
  };
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [account]);
  await client.query(
    `insert into button (account_id, id, key, name, flow_id, settings, updated_by)
     values ($1, $2, $3, 'Example website', $4, $5, 'Demo admin')`,
    [account, v7(), key, flow, JSON.stringify(settings)],
  );
  await client.query("commit");
  return key;
}

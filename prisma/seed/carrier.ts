import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import { seal } from "@/server/platform/secrets/envelope";
import { carrierContext } from "@/server/storage/account-facts";

type Options = { account: string; url: string; callsPerSecond: number | null };

/** Inserts the sandbox as a carrier row like any other: its address, an account there, and a sealed token. */
export async function seedCarrier(client: pg.Client, { account, url, callsPerSecond }: Options) {
  const id = v7();
  const accountSid = `AC${randomBytes(16).toString("hex")}`;
  const authToken = randomBytes(16).toString("hex");
  const secret = seal(JSON.stringify({ tokens: [authToken] }), carrierContext(account, id));
  await client.query(
    "insert into carrier (account_id, id, name, kind, base_url, account_sid, secret, calls_per_second) values ($1, $2, $3, 'sandbox', $4, $5, $6, $7)",
    [account, id, "Sandbox", url, accountSid, Buffer.from(secret), callsPerSecond],
  );
  return { id, accountSid, authToken };
}

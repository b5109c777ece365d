import { createHash } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import { chime } from "./chime";

/** Inserts a first prompt: a chime that is computed here, so that the repository needs no recording. */
export async function seedPrompt(client: pg.Client, account: string): Promise<{ id: string; name: string }> {
  const id = v7();
  const name = "Greeting";
  const { wav, seconds } = chime();
  const sha256 = createHash("sha256").update(wav).digest("hex");
  await client.query(
    `insert into prompt (account_id, id, name, description, content_type, bytes, sha256, stored_in, duration_seconds, updated_by)
      values ($1, $2, $3, 'Three rising notes, to be heard before the first words.', 'audio/wav', $4, $5, 'database', $6, 'Admin')`,
    [account, id, name, wav.length, sha256, seconds],
  );
  await client.query("insert into prompt_content (account_id, prompt_id, sha256, content) values ($1, $2, $3, $4)", [
    account,
    id,
    sha256,
    wav,
  ]);
  return { id, name };
}

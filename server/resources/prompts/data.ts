import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { query, withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import { PROMPTS_PATH } from "../../ports/addresses";
import type { AccountId } from "../../ports/ids";
import type { ContentAddress, StorageName } from "../../ports/prompt-storage";
import { noSuch } from "../named-rows/data";
import { flowsUsing } from "../uses/data";

/** One page of the account's prompts that match, with the flows that use them and the URL to listen to each. */
export function listPrompts(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
) {
  const words = { contains: search.trim(), mode: "insensitive" } as const;
  const where: Prisma.PromptWhereInput = { accountId: account, OR: [{ name: words }, { description: words }] };
  return withAccount(account, async (tx) => {
    const total = await tx.prompt.count({ where });
    const rows = await tx.prompt.findMany({ where, orderBy: { name: "asc" }, skip: page * size, take: size });
    const uses = await flowsUsing(tx, account, "prompt", rows);
    const prompts = rows.map(({ accountId: _, formerSha256: __, storedIn: ___, sha256, ...prompt }) => ({
      ...prompt,
      uses: uses.get(prompt.id) ?? [],
      listen: listenUrl(account, prompt.id, sha256),
    }));
    return { prompts, total };
  });
}

type Row = Prisma.PromptGetPayload<object>;

/** A prompt as the API shows it; `sha256` is of its recording, in hex. */
export type PromptRecord = Omit<Row, "accountId" | "formerSha256" | "storedIn">;

const recordOf = ({ accountId: _, formerSha256: __, storedIn: ___, ...prompt }: Row): PromptRecord => prompt;

/** Up to `limit` of the account's prompts in the order of their ids, those behind `after`, and whether there are more. */
export function promptRecords(account: AccountId, after: string | null, limit: number) {
  const where = { accountId: account, ...(after ? { id: { gt: after } } : {}) };
  return withAccount(account, async (tx) => {
    const rows = await tx.prompt.findMany({ where, orderBy: { id: "asc" }, take: limit + 1 });
    return { prompts: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
  });
}

/** One prompt. Throws `not_found`. */
export function promptRecord(account: AccountId, id: string): Promise<PromptRecord> {
  return withAccount(account, async (tx) => {
    const row = await tx.prompt.findUnique({ where: { accountId_id: { accountId: account, id } } });
    if (!row) throw noSuch("prompt");
    return recordOf(row);
  });
}

/** What changes of a prompt replace: its mark tells whether somebody else has changed it. */
export const seenOf = ({ name, description, sha256 }: Pick<Row, "name" | "description" | "sha256">) => ({
  ...{ name, description, sha256 },
});

/** The path at which the studio plays a prompt. It differs for each recording, so that a browser does not play a replaced one from its cache. */
export function listenUrl(account: AccountId, id: string, sha256?: string): string {
  return `${PROMPTS_PATH}/${ids.promptToken(account, id)}${sha256 ? `?${sha256.slice(0, 8)}` : ""}`;
}

/** The account's prompts by name. */
export async function promptNames(tx: Prisma.TransactionClient, account: AccountId): Promise<Map<string, NamedFacts>> {
  const rows = await tx.prompt.findMany({
    where: { accountId: account },
    orderBy: { name: "asc" },
    select: { id: true, name: true, durationSeconds: true },
  });
  return new Map(rows.map(({ id, name, durationSeconds }) => [name, { id, label: labelOf(name, durationSeconds) }]));
}

/** "Greeting (0:12)": the duration helps to tell recordings apart. */
function labelOf(name: string, seconds: number | null): string {
  if (seconds === null) return name;
  const whole = Math.max(1, Math.round(seconds));
  return `${name} (${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")})`;
}

export type PromptFacts = { contentType: string; bytes: number; sha256: string; storedIn: StorageName };

/** The facts that answering a carrier's request for a prompt needs; null: there is none. One round trip. */
export async function promptFacts(account: AccountId, id: string): Promise<PromptFacts | null> {
  const text = `select content_type as "contentType", bytes, sha256, stored_in as "storedIn" from patchcord_prompt($1, $2)`;
  const [row] = await query<PromptFacts>("prompt", text, [account, id]);
  return row ?? null;
}

/** True if the prompt's row names this content in that storage, as its present recording or its former one. */
export async function isReferenced(
  { account, prompt, sha256 }: ContentAddress,
  storedIn: StorageName,
): Promise<boolean> {
  const of = { accountId: account, id: prompt, storedIn, OR: [{ sha256 }, { formerSha256: sha256 }] };
  return (await withAccount(account, (tx) => tx.prompt.count({ where: of }))) > 0;
}

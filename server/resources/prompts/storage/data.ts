import { query, withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import type { ByteRange, ContentAddress, PromptStorage } from "../../../ports/prompt-storage";

/** A recording is sent in slices of this size, so that memory holds one slice, however slowly the carrier reads. */
const SLICE_BYTES = 256 * 1024;

/** Stores recordings in PostgreSQL, so that one backup holds everything. */
export const databaseStorage: PromptStorage = {
  name: "database",

  async put({ account, prompt: promptId, sha256 }, content) {
    await withAccount(account, async (tx) => {
      await tx.promptContent.createMany({
        data: { accountId: account, promptId, sha256, content },
        skipDuplicates: true,
      });
      // Delete contents of processes that died between storing a recording and writing it into the prompt's row.
      await tx.$executeRaw`
        delete from prompt_content c where c.account_id = ${account}::uuid and c.created_at < now() - interval '1 day'
          and not exists (select 1 from prompt p where p.account_id = c.account_id and p.id = c.prompt_id
            and c.sha256 in (p.sha256, p.former_sha256))`;
    });
  },

  async read(at, range) {
    let next = range.first;
    const slice = async () => {
      const read = await readSlice(at, { first: next, last: Math.min(range.last, next + SLICE_BYTES - 1) });
      next += read.byteLength;
      return read;
    };
    const first = await slice();
    let ready: Uint8Array | null = first;
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          controller.enqueue(ready ?? (await slice()));
          ready = null;
          if (next > range.last) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  },

  async remove({ account, prompt: promptId, sha256 }) {
    await withAccount(account, (tx) =>
      tx.promptContent.deleteMany({ where: { accountId: account, promptId, sha256 } }),
    );
  },
};

async function readSlice(at: ContentAddress, { first, last }: ByteRange): Promise<Uint8Array> {
  const text = "select patchcord_prompt_slice($1, $2, $3, $4, $5) as slice";
  const values = [at.account, at.prompt, at.sha256, first, last - first + 1];
  const [row] = await query<{ slice: Buffer | null }>("prompt_slice", text, values);
  if (!row?.slice?.byteLength) throw new PatchcordError("not_found", "There is no such recording.");
  return row.slice;
}

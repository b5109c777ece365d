import { createHash } from "node:crypto";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import type { ContentAddress, StorageName } from "../../ports/prompt-storage";
import { refersTo } from "./data";
import { sniff } from "./sniff";
import { storageForNew, storageNamed } from "./storage/storage";

export type Content = Uint8Array<ArrayBuffer>;

/** What a prompt's row says of its recording. */
export type Recorded = {
  contentType: string;
  bytes: number;
  sha256: string;
  storedIn: StorageName;
  durationSeconds: number | null;
};

/**
 * Stores a recording and lets `write` write down that it is there; where that fails, it is taken away again. Throws what
 * `write` throws, `invalid_request` for content that is no recording, `unavailable`.
 */
export async function keepContent(
  account: AccountId,
  prompt: string,
  content: Content,
  write: (recorded: Recorded) => Promise<void>,
): Promise<void> {
  const { contentType, durationSeconds } = await sniff(content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const storage = storageForNew();
  const at: ContentAddress = { account, prompt, sha256 };
  const again = await refersTo(at, storage.name);
  await storage.put(at, content);
  try {
    await write({ contentType, bytes: content.byteLength, sha256, storedIn: storage.name, durationSeconds });
  } catch (error) {
    await discardContents(account, prompt, [{ sha256, storedIn: storage.name }]);
    throw error;
  }
  // A content that comes back may just have been discarded by somebody who replaced it before it did.
  if (again) await storage.put(at, content);
}

/** Throws away what nothing refers to any more; what cannot be thrown away now does no harm. */
export async function discardContents(
  account: AccountId,
  prompt: string,
  contents: readonly Pick<Recorded, "sha256" | "storedIn">[],
): Promise<void> {
  for (const { sha256, storedIn } of contents) {
    const at = { account, prompt, sha256 };
    try {
      if (!(await refersTo(at, storedIn))) await storageNamed(storedIn).remove(at);
    } catch (error) {
      log.warn({ err: error, ...at }, "a recording that nothing plays any more stays in its storage");
    }
  }
}

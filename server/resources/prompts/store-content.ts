import { createHash } from "node:crypto";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import type { ContentAddress, StorageName } from "../../ports/prompt-storage";
import { isReferenced } from "./data";
import { detectRecording } from "./detect-recording";
import { storageByName, storageForNew } from "./storage/storage";

export type Content = Uint8Array<ArrayBuffer>;

/** What a prompt's row says of its recording. */
export type RecordingFacts = {
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
export async function storeContent(
  account: AccountId,
  prompt: string,
  content: Content,
  write: (recording: RecordingFacts) => Promise<void>,
): Promise<void> {
  const { contentType, durationSeconds } = await detectRecording(content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const storage = storageForNew();
  const at: ContentAddress = { account, prompt, sha256 };
  const wasReferenced = await isReferenced(at, storage.name);
  await storage.put(at, content);
  try {
    await write({ contentType, bytes: content.byteLength, sha256, storedIn: storage.name, durationSeconds });
  } catch (error) {
    await removeUnusedContents(account, prompt, [{ sha256, storedIn: storage.name }]);
    throw error;
  }
  // A content that comes back may just have been discarded by somebody who replaced it before it did.
  if (wasReferenced) await storage.put(at, content);
}

/** Throws away what nothing refers to any more; what cannot be thrown away now does no harm. */
export async function removeUnusedContents(
  account: AccountId,
  prompt: string,
  contents: readonly Pick<RecordingFacts, "sha256" | "storedIn">[],
): Promise<void> {
  for (const { sha256, storedIn } of contents) {
    const at = { account, prompt, sha256 };
    try {
      if (!(await isReferenced(at, storedIn))) await storageByName(storedIn).remove(at);
    } catch (error) {
      log.warn({ err: error, ...at }, "a recording that nothing plays any more stays in its storage");
    }
  }
}

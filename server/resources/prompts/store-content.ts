import { createHash } from "node:crypto";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import type { ContentAddress, StorageName } from "../../ports/prompt-storage";
import { isReferenced } from "./data";
import { detectRecording } from "./detect-recording";
import { storageByName, storageForNew } from "./storage/storage";

export type Content = Uint8Array<ArrayBuffer>;

/** The columns of a prompt's row that describe its recording. */
export type RecordingFacts = {
  contentType: string;
  bytes: number;
  sha256: string;
  storedIn: StorageName;
  durationSeconds: number | null;
};

/**
 * Stores a recording and calls `write` to write it into the prompt's row; removes it again where that fails. Throws what `write`
 * throws, `invalid_request` for content that is no recording, `unavailable`.
 */
export async function storeContent(
  account: AccountId,
  prompt: string,
  file: Content,
  write: (recording: RecordingFacts) => Promise<void>,
): Promise<void> {
  const { contentType, durationSeconds, content } = await detectRecording(file);
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
  // The prompt had this content before, so another process that has just replaced it may have removed it: store it once more.
  if (wasReferenced) await storage.put(at, content);
}

/** Removes those contents that the prompt's row no longer refers to. Only logs a failure, since a content that stays does no harm. */
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

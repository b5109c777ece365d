import { env } from "../../../platform/env";
import { PatchcordError } from "../../../platform/errors";
import { processSingleton } from "../../../platform/process-singleton";
import type { PromptStorage, StorageName } from "../../../ports/prompt-storage";
import { databaseStorage } from "./data";
import { s3Storage } from "./s3-storage";

/** The storage for new recordings: the S3-compatible store where the operator has set one, else the database. */
export function storageForNew(): PromptStorage {
  return s3() ?? databaseStorage;
}

/** The storage of a stored recording; changing the settings moves no recording. Throws `unavailable` where an S3 store is not set any more. */
export function storageByName(name: StorageName): PromptStorage {
  if (name === "database") return databaseStorage;
  const storage = s3();
  if (storage) return storage;
  throw new PatchcordError("unavailable", "This recording is in an S3 store that is not configured any more.");
}

function s3(): PromptStorage | null {
  const settings = env().PROMPTS_S3;
  return settings && processSingleton("prompts-s3", () => s3Storage(settings));
}

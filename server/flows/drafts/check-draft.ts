import { type Draft, readDraft } from "@/engine/edit/draft";
import { LIMITS } from "@/engine/limits";
import { PatchcordError } from "../../platform/errors";

/** NUL and halves of surrogate pairs as JSON escapes; a backslash that a user typed stands as two and is not one of them. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/**
 * The document as a draft, where it has the shape of one, is within the limits and can be stored. Throws `invalid_request` with the
 * JSON path otherwise.
 */
export function checkDraft(document: unknown): Draft {
  const text = JSON.stringify(document);
  if (Buffer.byteLength(text) > LIMITS.definition_bytes) throw refused("$", "is larger than 1 MiB");
  if (UNSTORABLE.test(text)) throw refused("$", "must be valid Unicode text without NUL");
  const { draft, fault } = readDraft(document);
  if (!draft) throw refused(fault.path, fault.message);
  return draft;
}

function refused(name: string, description: string): PatchcordError {
  return new PatchcordError("invalid_request", `The flow cannot be changed that way: ${name} ${description}.`, {
    fields: [{ name, description }],
  });
}

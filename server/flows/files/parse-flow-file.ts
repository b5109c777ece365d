import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { type Draft, readDraft } from "@/engine/edit/draft";
import { LIMITS } from "@/engine/limits";
import { plainTexts } from "@/engine/plain-text";
import { type FieldError, PatchcordError } from "../../platform/errors";
import { unstorablePaths } from "../../platform/storable-text";
import { jsonFault } from "./json-fault";
import { nameForeign, nameText } from "./name-foreign";

/** The most errors that are listed of a file. */
const MAX_FIELDS = 100;

/**
 * Parses a file's text into a draft. Refuses what no export could have written (unknown keys and components, wrong types), each
 * place with its JSON path. Accepts a flow that is unfinished or uses names that this account does not have. Throws
 * `request_too_large`, `invalid_json`, `invalid_request`.
 */
export function parseFlowFile(text: string): Draft {
  const bytes = Buffer.byteLength(text);
  if (bytes > LIMITS.definition_bytes)
    throw new PatchcordError(
      "request_too_large",
      `The file has ${bytes} bytes; a flow has at most 1 MiB (${LIMITS.definition_bytes} bytes).`,
    );
  const unmarked = text.replace(/^\uFEFF/, "");
  if (unmarked.trim() === "")
    throw refused("invalid_json", "The file is empty.", [whole("The file is empty. Choose another.")]);
  const fault = jsonFault(unmarked);
  const kind = fault && nameText(unmarked);
  if (kind) throw refused("invalid_json", "The file is no JSON.", [whole(`This is ${kind}. ${HELP}`)]);
  if (fault) {
    const { line, column, message } = fault;
    throw refused("invalid_json", "The file is no JSON.", [
      { name: "$", description: `line ${line}, column ${column}: ${message}` },
    ]);
  }
  return parseFlowDocument(JSON.parse(unmarked));
}

/** A file's JSON as a draft, as `parseFlowFile` does it. Throws `invalid_request`. */
export function parseFlowDocument(document: unknown): Draft {
  const foreign = nameForeign(document);
  if (foreign)
    throw refused("invalid_request", "The file is no flow that can be imported.", [
      whole(`This is ${foreign}. ${HELP}`),
    ]);
  const errors = documentErrors(document);
  if (errors.length > 0) throw refused("invalid_request", "The file is no flow that can be imported.", errors);
  const { draft, fault: shape } = readDraft(plainTexts(document));
  if (!draft) throw refused("invalid_request", "The file is no flow that can be imported.", [field(shape)]);
  return draft;
}

const HELP = "Choose a file that Export made in Patchcord.";

const whole = (description: string): FieldError => ({ name: "$", description });

function documentErrors(document: unknown): FieldError[] {
  const parsed = parseDefinition(registry, document);
  const errors = parsed.ok ? [] : parsed.errors.filter(({ unfinished }) => !unfinished).map(field);
  if (unstorablePaths(document).length > 0) errors.push(whole("must be valid Unicode text without NUL"));
  return errors;
}

const field = ({ path, message }: { path: string; message: string }): FieldError => ({
  name: path,
  description: message,
});

function refused(code: "invalid_json" | "invalid_request", message: string, fields: FieldError[]): PatchcordError {
  return new PatchcordError(code, message, { fields: fields.slice(0, MAX_FIELDS) });
}

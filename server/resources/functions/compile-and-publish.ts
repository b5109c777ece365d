import { wrongField } from "../../platform/parse-input";
import type { Actor } from "../audit/mutations";
import { readFunction } from "./data";
import { publishFunction } from "./mutations";
import { processPool } from "./process-pool";
import { compileFailure } from "./run";

/** Publishes a saved draft that compiles. Throws `invalid_request` with the place of a compile error, and as `publishFunction`. */
export async function compileAndPublish(by: Actor, id: string, revision: number): Promise<{ version: number }> {
  const { source } = await readFunction(by.account, id);
  const failure = await compileFailure(processPool(), by.account, source);
  if (failure) {
    const place = failure.line === null ? "" : `Line ${failure.line}: `;
    throw wrongField("source", `${place}${failure.message}`, "invalid_request");
  }
  return publishFunction(by, id, revision);
}

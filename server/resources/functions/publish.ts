import { wrongField } from "../../platform/parse-input";
import type { Actor } from "../audit/mutations";
import { readFunction } from "./data";
import { publishFunction } from "./mutations";
import { compileFailure } from "./run";
import { thePool } from "./the-pool";

/** Publishes a saved draft that at least compiles. Throws `invalid_request` with the place that does not, and as `publishFunction`. */
export async function publishChecked(by: Actor, id: string, revision: number): Promise<{ version: number }> {
  const { source } = await readFunction(by.account, id);
  const failure = await compileFailure(thePool(), by.account, source);
  if (failure) {
    const place = failure.line === null ? "" : `Line ${failure.line}: `;
    throw wrongField("source", `${place}${failure.message}`, "invalid_request");
  }
  return publishFunction(by, id, revision);
}

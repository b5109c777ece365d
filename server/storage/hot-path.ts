import { query } from "../platform/db";
import { env } from "../platform/env";
import { processSingleton } from "../platform/process-singleton";
import { shareStatements, singleStatements } from "./batch";
import { hotFunctions } from "./hot-functions";

/** The functions of the hot path; calls that come at the same time share their statements. */
export function hot() {
  return processSingleton("hot-path", () =>
    env().PATCHCORD_BATCH === "off"
      ? singleStatements(hotFunctions, query)
      : shareStatements("hot", hotFunctions, query),
  );
}

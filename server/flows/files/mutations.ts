import { registry } from "@/components/flow/registry";
import { type Problem, verify } from "@/engine/verify";
import { withAccount } from "../../platform/db";
import type { Actor } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import { takenNames } from "../data";
import { freeName } from "../list/free-name";
import { insertImported } from "../list/mutations";
import { refuseTakenName } from "../taken-name";
import { parseFlowFile } from "./parse-flow-file";

/**
 * Makes a flow of a file's text and returns it with its problems in this account. `wanted`: its name, in place of the file's. Throws
 * `request_too_large`, `invalid_json` with line and column, `invalid_request` with JSON paths; then nothing was made.
 */
export function importFlow(
  by: Actor,
  text: string,
  wanted?: string,
): Promise<{ id: string; name: string; problems: Problem[] }> {
  const draft = parseFlowFile(text);
  const work = withAccount(by.account, async (tx) => {
    const name = freeName(wanted ?? draft.name, await takenNames(tx, by.account));
    const document = { ...draft, name };
    const { id } = await insertImported(tx, by, document);
    return { id, name, problems: verify(registry, document, await accountNames(tx, by.account)) };
  });
  return refuseTakenName(work);
}

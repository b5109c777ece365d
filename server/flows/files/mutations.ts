import { registry } from "@/components/flow/registry";
import { type Problem, verify } from "@/engine/verify";
import { withAccount } from "../../platform/db";
import type { Actor } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import { takenNames } from "../data";
import { freeName } from "../list/free-name";
import { insertImported } from "../list/mutations";
import { refuseTakenName } from "../taken-name";
import { readFile } from "./read-file";

/**
 * A new flow from a file, all of it or nothing, with what is wrong with it in this account. Throws `request_too_large`,
 * `invalid_json` with line and column, `invalid_request` with JSON paths.
 */
export function importFlow(
  by: Actor,
  text: string,
  wanted?: string,
): Promise<{ id: string; name: string; problems: Problem[] }> {
  const draft = readFile(text);
  const work = withAccount(by.account, async (tx) => {
    const name = freeName(wanted ?? draft.name, await takenNames(tx, by.account));
    const document = { ...draft, name };
    const { id } = await insertImported(tx, by, document);
    return { id, name, problems: verify(registry, document, await accountNames(tx, by.account)) };
  });
  return refuseTakenName(work);
}

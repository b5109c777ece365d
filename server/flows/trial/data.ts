import { registry } from "@/components/flow/registry";
import { namedReferences } from "@/engine/definition/named";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { flowOf } from "../data";
import { draftOf, publishedDefinition } from "../drafts/data";
import { type Argument, argumentsOf } from "../schema";

export type Ringable = {
  id: string;
  name: string;
  draft: boolean;
  arguments: Argument[];
  /** The account's numbers that it names, such as the one it calls from. */
  numbers: string[];
};

/**
 * What ringing a flow takes, as it is published or as it is edited. Throws `flow_not_found`, and `conflict` where it is to be the
 * published version and there is none.
 */
export function readRingable(account: AccountId, id: string, draft: boolean): Promise<Ringable> {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const definition = draft ? (await draftOf(tx, flow)).document : await publishedDefinition(tx, flow);
    const numbers = namedReferences(registry, definition).flatMap(({ kind, name }) => (kind === "number" ? name : []));
    return { id, name: flow.name, draft, arguments: argumentsOf(definition), numbers: [...new Set(numbers)] };
  });
}

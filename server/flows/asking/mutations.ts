import { hash } from "node:crypto";
import { v5 } from "uuid";
import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { writeDefinition } from "@/engine/definition/write";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { accountNames } from "../../resources/names/data";
import { flowOf } from "../data";
import { requireNoErrors } from "../versions/gates";
import { type Asking, askFirst } from "./ask-first";

/** Names of asking versions are made in this space (RFC 9562, 5.5). */
const SPACE = "5a3f1c52-7d0e-4f5c-9a53-0f3f5f0c7a11";

/** `number`: of the published version that it is made from. */
export type FrozenVersion = { id: string; number: number };

/**
 * The published version of a flow with the question put in, frozen for today: the same question on the same day is the same row,
 * whichever process asks, and the sweep relies on its being started within the day. Throws `flow_not_found`, `flow_not_published`,
 * and `flow_has_errors` where the flow cannot ask first.
 */
export function freezeAsking(account: AccountId, id: string, asking: Asking): Promise<FrozenVersion> {
  return withAccount(account, async (tx) => {
    const { publishedVersionId, archivedAt } = await flowOf(tx, account, id);
    if (!publishedVersionId || archivedAt) throw new PatchcordError("flow_not_published", "The flow is not published.");
    const day = (await databaseNow(tx)).toISOString().slice(0, 10);
    const version = v5(hash("sha256", JSON.stringify([publishedVersionId, asking, day])), SPACE);
    const key = (one: string) => ({ accountId_id: { accountId: account, id: one } });
    const frozen = await tx.flowVersion.findUnique({ where: key(version), select: { number: true } });
    if (frozen) return { id: version, number: frozen.number };
    const published = await tx.flowVersion.findUniqueOrThrow({ where: key(publishedVersionId) });
    const { number, bindings, authorId, author } = published;
    const parsed = parseDefinition(registry, published.definition);
    if (!parsed.ok) throw new PatchcordError("flow_has_errors", "The published flow cannot be read.");
    const made = askFirst(parsed.definition, asking);
    if (!made.ok) throw new PatchcordError("flow_has_errors", made.why);
    const todo = "Change the flow, or let the button not ask first.";
    requireNoErrors(made.flow, await accountNames(tx, account), { what: "The flow that asks first", todo });
    const row = { id: version, flowId: id, number, status: "asking", note: "Asks first", authorId, author };
    await tx.flowVersion.createMany({
      data: {
        accountId: account,
        ...row,
        definition: writeDefinition(made.flow) as object,
        bindings: bindings as object,
      },
      skipDuplicates: true,
    });
    return { id: version, number };
  });
}

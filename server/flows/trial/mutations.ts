import { dequal } from "dequal";
import { writeDefinition } from "@/engine/definition/write";
import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import { lockFlow } from "../data";
import { draftOf } from "../drafts/data";
import { asJson } from "../drafts/store";
import { requireNotArchived } from "../policy";
import { bindNames } from "../versions/bind-names";
import { requireNoErrors } from "../versions/gates";

/** What a draft is rung again without being frozen anew for, in ms; the sweep relies on its being less than a day. */
const REUSED_MS = 3_600_000;

export type Trial = { id: string; number: number };

/**
 * Freezes a flow's draft as a version that only the test phones start: its status is `trial`, its number 0. The same draft is frozen
 * once an hour at most. Throws `flow_not_found`, `conflict` (archived), `flow_has_errors`.
 */
export function freezeTrial(by: Actor, id: string): Promise<Trial> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    requireNotArchived(flow);
    const { document, revision } = await draftOf(tx, flow);
    const names = await accountNames(tx, by.account);
    requireNoErrors(document, names, { what: "The draft", todo: "Put them right, then ring the phones." });
    const own = { accountId: by.account, flowId: id, status: "trial" };
    const note = `Draft at revision ${revision}`;
    const bindings = bindNames(document, names);
    const recent = await tx.flowVersion.findFirst({
      where: { ...own, note, createdAt: { gt: new Date(Date.now() - REUSED_MS) } },
      orderBy: { id: "desc" },
      select: { id: true, bindings: true },
    });
    if (recent && dequal(recent.bindings, bindings)) return { id: recent.id, number: 0 };
    const version = ids.uuid();
    await tx.flowVersion.create({
      data: {
        ...own,
        ...{ id: version, number: 0, note, authorId: by.user.id, author: by.user.name },
        definition: asJson(writeDefinition(document)),
        bindings: asJson(bindings),
      },
    });
    await recordAudit(tx, by, { action: "flow.ring_draft", subject: flow.name, after: { flow: id, revision } });
    return { id: version, number: 0 };
  });
}

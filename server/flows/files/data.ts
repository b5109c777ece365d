import { writeDefinition } from "@/engine/definition/write";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { flowOf } from "../data";
import { draftOf } from "../drafts/data";
import { versionDocument } from "../versions/data";
import { fileName } from "./file-name";

/** The flow as a JSON file: its draft, or the version or checkpoint `version`. Throws `flow_not_found`, `not_found`. */
export function exportFlow(
  account: AccountId,
  id: string,
  version?: string,
): Promise<{ fileName: string; text: string }> {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const { document, number } = version
      ? await versionDocument(tx, flow, version)
      : { document: (await draftOf(tx, flow)).document, number: null };
    const text = `${JSON.stringify(writeDefinition(document), null, 2)}\n`;
    return { fileName: fileName(flow.name, number), text };
  });
}

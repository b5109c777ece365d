import type { Draft } from "@/engine/edit/draft";
import type { Prisma } from "@/prisma/generated/client";
import { RULES } from "@/prisma/rules";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { accountNames } from "../../resources/names/data";
import { type FlowRow, flowOf } from "../data";
import { asDraft, draftOf, nameOf, publishedDefinition } from "../drafts/data";
import { simulatedRules, testsOf } from "../tests/data";

type Tx = Prisma.TransactionClient;

export type VersionLine = {
  id: string;
  /** Null for a checkpoint. */
  number: number | null;
  kind: "published" | "archived" | "checkpoint";
  name: string;
  note: string;
  by: string;
  at: Date;
  /** The version that starts run on. */
  current: boolean;
};

/** Every version and checkpoint of a flow, newest first. Throws `flow_not_found`. */
export function listVersions(account: AccountId, id: string): Promise<VersionLine[]> {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const own = { accountId: account, flowId: id };
    const versions = await tx.flowVersion.findMany({
      where: { ...own, status: NOT_FROZEN },
      omit: { definition: true, bindings: true },
    });
    const checkpoints = await tx.checkpoint.findMany({ where: own, omit: { document: true } });
    const lines = [
      ...versions.map((row): VersionLine => {
        const { id: version, number, status, note, author: by, publishedAt, createdAt } = row;
        const kind = status === "published" ? "published" : "archived";
        const current = version === flow.publishedVersionId;
        return {
          id: version,
          number,
          kind,
          name: versionName(number),
          note,
          by,
          at: publishedAt ?? createdAt,
          current,
        };
      }),
      ...checkpoints.map(
        ({ id: checkpoint, name, author: by, at }): VersionLine => ({
          ...{ id: checkpoint, number: null, kind: "checkpoint", name, note: "", by, at, current: false },
        }),
      ),
    ];
    return lines.sort((a, b) => b.at.getTime() - a.at.getTime() || b.id.localeCompare(a.id));
  });
}

/** What was frozen for a draft on trial or a call that asks first is no version that anybody has published. */
export const NOT_FROZEN = { notIn: [...RULES.version_frozen] };

const versionName = (number: number) => `Version ${number}`;

export type VersionDocument = { document: Draft; name: string; number: number | null };

/** The document of a version or checkpoint. Throws `not_found` where the flow has none of this id. */
export async function versionDocument(tx: Tx, { account, id }: FlowRow, version: string): Promise<VersionDocument> {
  const where = { accountId_id: { accountId: account, id: version }, flowId: id };
  const row = await tx.flowVersion.findUnique({ where: { ...where, status: NOT_FROZEN } });
  if (row) return { document: asDraft(row.definition), name: versionName(row.number), number: row.number };
  const checkpoint = await tx.checkpoint.findUnique({ where });
  if (checkpoint) return { document: asDraft(checkpoint.document), name: checkpoint.name, number: null };
  throw new PatchcordError("not_found", "The flow has no such version.");
}

/** The published version of this number. Throws `version_not_found`. */
export async function versionOfNumber(tx: Tx, { account, id }: FlowRow, number: number) {
  const row = await tx.flowVersion.findFirst({ where: { accountId: account, flowId: id, number, status: NOT_FROZEN } });
  if (!row) throw new PatchcordError("version_not_found", "The flow has no version of this number.");
  return row;
}

export function readVersion(account: AccountId, id: string, version: string): Promise<VersionDocument> {
  return withAccount(account, async (tx) => versionDocument(tx, await flowOf(tx, account, id), version));
}

/** Everything that decides whether a flow may be published, read in one transaction. Throws `flow_not_found`. */
export function readPublishing(account: AccountId, id: string) {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    return { ...(await readGates(tx, flow)), draft: await draftOf(tx, flow) };
  });
}

/**
 * The same for an earlier version that is to be published again, under the flow's present name. Throws `flow_not_found`, `not_found`,
 * and `conflict` for a saved copy, which was never published.
 */
export function readPublishingAgain(account: AccountId, id: string, version: string) {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const { document, number } = await versionDocument(tx, flow, version);
    if (number === null)
      throw new PatchcordError("conflict", "A saved copy was never published. Restore it as draft, then publish.");
    return { ...(await readGates(tx, flow)), number, document: { ...document, ...nameOf(flow) } };
  });
}

async function readGates(tx: Tx, flow: FlowRow) {
  return {
    flow,
    published: flow.publishedVersionId ? await publishedDefinition(tx, flow) : null,
    names: await accountNames(tx, flow.account),
    tests: await testsOf(tx, flow),
    rules: await simulatedRules(tx, flow.account),
  };
}

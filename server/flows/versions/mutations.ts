import { registry } from "@/components/flow/registry";
import { writeDefinition } from "@/engine/definition/write";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, type Problem, verify } from "@/engine/verify";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import type { Role } from "../../resources/users/role";
import { type FlowRow, flowOf, lockFlow } from "../data";
import { draftOf, nameOf } from "../drafts/data";
import { replaceDraft } from "../drafts/mutations";
import { asJson, keepDraft, markClean } from "../drafts/store";
import { requireNotArchived } from "../policy";
import { runTests, type TestRun } from "../tests/run";
import { bindNames } from "./bind-names";
import { readPublishing, readPublishingAgain, versionDocument, versionOfNumber } from "./data";
import { requireChanges, requireNoErrors, requireRevision, requireSamePublished, requireTestsPassed } from "./gates";

type Tx = Prisma.TransactionClient;

/** A flow keeps this many checkpoints, the newest. */
const KEPT_CHECKPOINTS = 50;

/** Saves the draft as a checkpoint, and returns its problems. */
export function saveCheckpoint(by: Actor, id: string, name: string): Promise<{ id: string; problems: Problem[] }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    requireNotArchived(flow);
    const { document, revision } = await draftOf(tx, flow);
    const own = { accountId: by.account, flowId: id };
    const checkpoint = ids.uuid();
    await tx.checkpoint.create({
      data: { ...own, id: checkpoint, name, revision, document: asJson(document), author: by.user.name },
    });
    const kept = await tx.checkpoint.findMany({
      where: own,
      orderBy: { id: "desc" },
      take: KEPT_CHECKPOINTS,
      select: { id: true },
    });
    await tx.checkpoint.deleteMany({ where: { ...own, id: { notIn: kept.map((row) => row.id) } } });
    await recordAudit(tx, by, { action: "flow.checkpoint", subject: flow.name, after: { flow: id, name, revision } });
    return { id: checkpoint, problems: verify(registry, document, await accountNames(tx, by.account)) };
  });
}

/** Replaces the draft by an earlier version or checkpoint, in one edit that can be undone. Throws `not_found`. */
export function restoreVersion(by: Actor, id: string, version: string): Promise<{ revision: number }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const { document, name } = await versionDocument(tx, flow, version);
    const how = { label: `Restore ${name}`, action: "flow.restore" };
    const { revision } = await replaceDraft(tx, by, flow, { ...document, ...nameOf(flow) }, how);
    return { revision };
  });
}

export type Publication = { id: string; revision: number; note: string; overrideTests?: string | undefined };

/**
 * Publishes the draft as it is at `revision`: the next start runs on it, and running interactions go on with their version. Throws
 * `conflict` where the draft has changed since, `flow_has_errors`, `flow_tests_failed`, `forbidden`.
 */
export async function publish(by: Actor & { role: Role }, publication: Publication): Promise<{ number: number }> {
  const { id, revision, note, overrideTests } = publication;
  // Check before locking the flow: a large flow with many tests takes a while, and the draft of a revision never changes.
  const { flow: checkedFlow, draft, published, names, tests, rules } = await readPublishing(by.account, id);
  requireRevision(draft, revision);
  requireChanges(draft.document, published);
  requireNoErrors(draft.document, names, { what: "The draft", todo: "Put them right, then publish." });
  const overridden = overriddenTests(await runTests(draft.document, tests, rules), overrideTests, by.role);
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    requireNotArchived(flow);
    requireSamePublished(flow, checkedFlow);
    const draftNow = await draftOf(tx, flow);
    requireRevision(draftNow, revision);
    const number = await insertVersion(tx, by, flow, draftNow.document, names, note);
    await markClean(tx, flow, draftNow);
    await recordAudit(tx, by, {
      action: "flow.publish",
      subject: flow.name,
      before: { flow: id, version: flow.publishedVersionId },
      after: { flow: id, number, revision, note, ...overridden },
    });
    return { number };
  });
}

/** `published`: the version that was published when the user looked at what would change. */
export type Republication = Omit<Publication, "revision"> & { version: string; published: string | null };

/**
 * Publishes what an earlier version is, as a new version: its names are bound anew, and its tests decide as they do for a draft. The
 * draft stays as it is. Throws `conflict` (somebody else has published since, nothing would change, archived), `not_found`,
 * `flow_has_errors`, `flow_tests_failed`, `forbidden`.
 */
export async function publishAgain(by: Actor & { role: Role }, republication: Republication) {
  const { id, version, published: seen, note, overrideTests } = republication;
  const checked = await readPublishingAgain(by.account, id, version);
  const { document, published, names } = checked;
  requireSamePublished({ publishedVersionId: seen }, checked.flow);
  requireChanges(document, published);
  const todo = "Restore it as draft, put them right, then publish.";
  requireNoErrors(document, names, { what: `Version ${checked.number}`, todo });
  const overridden = overriddenTests(await runTests(document, checked.tests, checked.rules), overrideTests, by.role);
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    requireNotArchived(flow);
    requireSamePublished(flow, checked.flow);
    const draft = await draftOf(tx, flow);
    const renamed = { ...document, ...nameOf(flow) };
    const number = await insertVersion(tx, by, flow, renamed, names, note);
    await keepDraft(tx, flow, draft, renamed);
    await recordAudit(tx, by, {
      action: "flow.publish_again",
      subject: flow.name,
      before: { flow: id, version: flow.publishedVersionId },
      after: { flow: id, number, of: checked.number, note, ...overridden },
    });
    return { number };
  });
}

/**
 * Publishes the version of this number again, over whatever is published now. Throws `version_not_found`, and what `publishAgain`
 * does.
 */
export async function rollBack(by: Actor & { role: Role }, id: string, number: number, note: string) {
  const { version, published } = await withAccount(by.account, async (tx) => {
    const flow = await flowOf(tx, by.account, id);
    return { version: (await versionOfNumber(tx, flow, number)).id, published: flow.publishedVersionId };
  });
  return publishAgain(by, { id, version, published, note });
}

/** What the audit log keeps of failed tests that an admin publishes in spite of. Throws as `requireTestsPassed` does. */
function overriddenTests(runs: readonly TestRun[], reason: string | undefined, role: Role) {
  requireTestsPassed(runs, reason, role);
  const failed = runs.filter(({ ok }) => !ok).map(({ name }) => name);
  return failed.length > 0 ? { failed_tests: failed, reason } : {};
}

async function insertVersion(
  tx: Tx,
  by: Actor,
  flow: FlowRow,
  document: Draft,
  names: AccountNames,
  note: string,
): Promise<number> {
  const own = { accountId: by.account, flowId: flow.id };
  const latest = await tx.flowVersion.aggregate({ where: own, _max: { number: true } });
  const number = (latest._max.number ?? 0) + 1;
  const version = ids.uuid();
  const now = new Date();
  await tx.flowVersion.updateMany({ where: { ...own, status: "published" }, data: { status: "archived" } });
  await tx.flowVersion.create({
    data: {
      ...own,
      ...{
        id: version,
        number,
        status: "published",
        note,
        authorId: by.user.id,
        author: by.user.name,
        publishedAt: now,
      },
      definition: asJson(writeDefinition(document)),
      bindings: asJson(bindNames(document, names)),
    },
  });
  await tx.flow.update({
    where: { accountId_id: { accountId: by.account, id: flow.id } },
    data: { publishedVersionId: version, updatedAt: now, updatedBy: by.user.name },
  });
  return number;
}

import type { Draft } from "@/engine/edit/draft";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import { settingsOf } from "../../resources/accounts/data";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import type { Role } from "../../resources/users/role";
import { type FlowRow, lockFlow, runningInteractions, takenNames } from "../data";
import { changesBetween } from "../drafts/changes-between";
import { draftOf } from "../drafts/data";
import { insertFirstDraft, writeDraft } from "../drafts/store";
import { requireMayChangePublished, requireRemovable } from "../policy";
import { refuseTakenName } from "../taken-name";
import { fromTemplate, type TemplateId } from "../templates/templates";
import { freeName } from "./free-name";

type Tx = Prisma.TransactionClient;
type Member = Actor & { role: Role };
type Details = { name: string; description: string };

/** It speaks the account's language. Throws `conflict` for a name that is taken. */
export function createFlow(by: Actor, details: Details, template: TemplateId): Promise<{ id: string }> {
  const work = withAccount(by.account, async (tx) => {
    const { language } = await settingsOf(tx, by.account);
    const document = { ...fromTemplate(template, await accountNames(tx, by.account)), ...details, language };
    return insertFlow(tx, by, document, { action: "flow.create", from: { template } });
  });
  return refuseTakenName(work);
}

/** Copies the flow's draft into a new flow under a free name. */
export function duplicateFlow(by: Actor, id: string): Promise<{ id: string; name: string }> {
  const work = withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const { document } = await draftOf(tx, flow);
    const name = freeName(`${flow.name} copy`, await takenNames(tx, by.account));
    const how = { action: "flow.duplicate", from: { flow: id, name: flow.name }, labels: flow.labels };
    const made = await insertFlow(tx, by, { ...document, name }, how);
    return { ...made, name };
  });
  return refuseTakenName(work);
}

/** Inserts a flow with an imported document; the caller has given it a free name. */
export function insertImported(tx: Tx, by: Actor, document: Draft): Promise<{ id: string }> {
  return insertFlow(tx, by, document, { action: "flow.import", from: {} });
}

type Origin = { action: string; from: Record<string, string>; labels?: string[] };

async function insertFlow(tx: Tx, by: Actor, document: Draft, { action, from, labels = [] }: Origin) {
  const { name, description, steps, start } = document;
  const id = ids.uuid();
  const triggerComponent = steps[start]?.component ?? "";
  const updatedBy = by.user.name;
  await tx.flow.create({ data: { accountId: by.account, id, name, description, labels, triggerComponent, updatedBy } });
  await insertFirstDraft(tx, { account: by.account, id }, document);
  await recordAudit(tx, by, { action, subject: name, after: { flow: id, description, ...from } });
  return { id };
}

/** Renames a flow at once, by an edit of its draft, so that open editors get it like any other edit. Throws `conflict` for a taken name. */
export function renameFlow(by: Actor, id: string, details: Details): Promise<{ id: string }> {
  const work = withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const draft = await draftOf(tx, flow);
    const to = { ...draft.document, ...details };
    const changes = changesBetween(draft.document, to);
    if (changes.length === 0) return { id };
    const edit = { id: ids.uuid(), label: "Rename the flow", changes, kind: "edit", of: null } as const;
    await writeDraft(tx, by, flow, draft, [edit], to, { action: "flow.rename" });
    return { id };
  });
  return refuseTakenName(work);
}

export function setLabels(by: Actor, id: string, labels: string[]): Promise<{ id: string }> {
  return changeFlow(by, id, async (tx, flow) => {
    await updateFlow(tx, by, flow, { labels });
    return { action: "flow.label", before: { flow: id, labels: flow.labels }, after: { flow: id, labels } };
  });
}

/** Archives or unarchives a flow. An archived one is not listed and starts nothing; running interactions go on, its version stays published. */
export function archiveFlow(by: Member, id: string, archived: boolean): Promise<{ id: string }> {
  return changeFlow(by, id, async (tx, flow) => {
    requireMayChangePublished(flow, by.role);
    await updateFlow(tx, by, flow, { archivedAt: archived ? (flow.archivedAt ?? new Date()) : null });
    const action = archived ? "flow.archive" : "flow.unarchive";
    return { action, before: { flow: id, archived: flow.archivedAt !== null }, after: { flow: id, archived } };
  });
}

/**
 * Deletes a flow with its draft, checkpoints and tests, and frees its name. Keeps its versions as long as interactions that ran on
 * them are kept. Throws `conflict` while any is running, `invalid_request` where the user has not typed a published flow's name.
 */
export function removeFlow(by: Member, id: string, typed: string | undefined): Promise<{ id: string }> {
  return changeFlow(by, id, async (tx, flow) => {
    requireMayChangePublished(flow, by.role);
    requireRemovable(flow, await runningInteractions(tx, flow), typed);
    await updateFlow(tx, by, flow, { publishedVersionId: null, deletedAt: new Date() });
    const own = { where: { accountId: by.account, flowId: id } };
    await tx.draft.deleteMany(own);
    await tx.draftEdit.deleteMany(own);
    await tx.checkpoint.deleteMany(own);
    await tx.flowTest.deleteMany(own);
    return {
      action: "flow.remove",
      before: { flow: id, name: flow.name, published: flow.publishedVersionId !== null },
    };
  });
}

type AuditPart = { action: string; before?: unknown; after?: unknown };

function changeFlow(
  by: Actor,
  id: string,
  work: (tx: Tx, flow: FlowRow) => Promise<AuditPart>,
): Promise<{ id: string }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const entry = await work(tx, flow);
    await recordAudit(tx, by, { subject: flow.name, ...entry });
    return { id };
  });
}

async function updateFlow(tx: Tx, by: Actor, { account, id }: FlowRow, data: Prisma.FlowUpdateInput): Promise<void> {
  await tx.flow.update({
    where: { accountId_id: { accountId: account, id } },
    data: { ...data, updatedAt: new Date(), updatedBy: by.user.name },
  });
}

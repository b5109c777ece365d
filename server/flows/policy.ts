import { PatchcordError } from "../platform/errors";
import { mayActAs, type Role } from "../resources/users/role";
import type { FlowRow } from "./data";

/** Throws `conflict` for an archived flow. */
export function requireNotArchived(flow: FlowRow): void {
  if (flow.archivedAt) throw new PatchcordError("conflict", "The flow is archived. Unarchive it to change it.");
}

/** Only a publisher may stop a published flow from starting, or let it start again. Throws `forbidden`. */
export function requireMayChangePublished(flow: FlowRow, role: Role): void {
  if (flow.publishedVersionId && !mayActAs(role, "publisher"))
    throw new PatchcordError("forbidden", "The flow is published: this needs the role publisher.");
}

/**
 * Throws `conflict` for a flow with running interactions, and `invalid_request` for a published one whose name the user has not
 * typed.
 */
export function requireRemovable(flow: FlowRow, running: number, typed: string | undefined): void {
  if (running > 0) {
    const what = running === 1 ? "1 interaction of this flow is" : `${running} interactions of this flow are`;
    throw new PatchcordError("conflict", `${what} running.`, {
      description:
        "Wait until they have ended, or cancel them under Interactions; archive the flow so that none is added.",
      fields: [{ name: "running", description: `${running}` }],
    });
  }
  if (flow.publishedVersionId && typed?.trim() !== flow.name)
    throw new PatchcordError("invalid_request", "The flow is published: type its name to delete it.", {
      fields: [{ name: "name", description: `must be ${flow.name}` }],
    });
}

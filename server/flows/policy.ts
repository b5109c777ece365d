import { PatchcordError } from "../platform/errors";
import { mayActAs, type Role } from "../resources/users/role";
import type { FlowRow } from "./data";

/** Throws `conflict` for a flow that is put away. */
export function requireInUse(flow: FlowRow): void {
  if (flow.archivedAt) throw new PatchcordError("conflict", "The flow is archived. Unarchive it to change it.");
}

/** What starts in production is for publishers to stop, or to let start again. Throws `forbidden`. */
export function requireMaySwitch(flow: FlowRow, role: Role): void {
  if (flow.publishedVersionId && !mayActAs(role, "publisher"))
    throw new PatchcordError("forbidden", "The flow is published: this needs the role publisher.");
}

/**
 * Whether a flow may be deleted. Throws `conflict` while calls run on it, `invalid_request` where it is published and its
 * name was not typed.
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

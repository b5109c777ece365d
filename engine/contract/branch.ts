import { z } from "zod";
import "./field";
import type { ExitSpec } from "./component";
import { stepId } from "./reference";

/** Exits that the engine takes by itself, whatever the component. */
const ENGINE_EXITS = ["error", "contact_hung_up", "cancelled", "expired"];

/** What every branch has: the id its exit is called by, and its name. */
export const branchParts = {
  id: stepId.meta({ is: "id" }),
  name: z.string().min(1, "must not be empty").max(60).regex(/\S/, "must not be blank").meta({ title: "Name" }),
};

/** 1–20 branches, the first that matches first; `fixed` are exits that the component has besides. */
export function branchList<Branch extends z.ZodType<{ id: string }>>(branch: Branch, fixed: readonly string[]) {
  const taken = [...ENGINE_EXITS, ...fixed];
  return z
    .array(branch)
    .min(1)
    .max(20)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, "branch ids must be unique")
    .refine((list) => list.every(({ id }) => !taken.includes(id)), `branches cannot have the ids ${taken.join(", ")}`)
    .meta({ title: "Branches", add: "Add branch" });
}

/** A branch of a config that may be half done. */
type PartialBranch = { id?: string; name?: string };

/** One mandatory exit a branch, under its name. */
export function branchExits<Branch extends PartialBranch>(
  branches: readonly Branch[],
  more: (branch: Branch, index: number) => Partial<ExitSpec> = () => ({}),
): ExitSpec[] {
  return branches.map((branch, index) => ({
    id: branch.id as string,
    label: branch.name?.trim() || `Branch ${index + 1}`,
    kind: "mandatory",
    ...more(branch, index),
  }));
}

/** Branches in a line, for a step at a glance. */
export function branchNames(branches: readonly PartialBranch[] | undefined): string {
  const names = (branches ?? []).map(({ name }, index) => name?.trim() || `Branch ${index + 1}`);
  return names.join(", ") || "No branches yet";
}

import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, type Problem, verify } from "@/engine/verify";
import { type FieldError, PatchcordError } from "../../platform/errors";
import { mayActAs, type Role } from "../../resources/users/role";
import type { FlowRow } from "../data";
import type { DraftState } from "../drafts/data";
import type { TestRun } from "../tests/run";

/** The most errors that are listed of a flow. */
const MAX_FIELDS = 100;

/** Throws `conflict` where somebody has changed the draft since the user looked at it. */
export function requireRevision(draft: DraftState, revision: number): void {
  if (draft.revision === revision) return;
  throw new PatchcordError("conflict", "The draft has changed since. Look at it again, then publish.");
}

/** Throws `conflict` where somebody has published the flow since it was checked, so that of two clicks at once one publishes. */
export function requireSamePublished(flow: Pick<FlowRow, "publishedVersionId">, checkedFlow: typeof flow): void {
  if (flow.publishedVersionId === checkedFlow.publishedVersionId) return;
  throw new PatchcordError("conflict", "Somebody else has just published the flow. Look at it again.");
}

/** Throws `conflict` where the document does what the published version does, so that a second click publishes nothing. */
export function requireChanges(document: Draft, published: Draft | null): void {
  if (!published || semanticDiff(published, document, registry).length > 0) return;
  throw new PatchcordError("conflict", "Nothing has changed since the flow was published.");
}

/**
 * Throws `flow_has_errors` with each error's path where the verifier finds one, or where the runtime could not parse the document.
 * The message says what has them, and what to do about it: `{ what: "The draft", todo: "Put them right, then publish." }`.
 */
export function requireNoErrors(
  document: Draft,
  names: AccountNames,
  { what, todo }: { what: string; todo: string },
): void {
  const errors = verify(registry, document, names).filter(({ severity }) => severity === "error");
  // The runtime must be able to parse whatever the verifier accepts.
  const parsed = parseDefinition(registry, document);
  const unread =
    errors.length > 0 || parsed.ok
      ? []
      : parsed.errors.map(({ path, message }) => ({ name: path, description: message }));
  const fields = [...errors.map(asField), ...unread];
  if (fields.length === 0) return;
  const count = fields.length === 1 ? "1 error" : `${fields.length} errors`;
  throw new PatchcordError("flow_has_errors", `${what} has ${count}. ${todo}`, {
    fields: fields.slice(0, MAX_FIELDS),
  });
}

function asField(problem: Problem): FieldError {
  return { name: pathOf(problem), description: problem.message };
}

/** Where a problem is in the flow's document: `$.steps.announce.text`. */
export function pathOf({ step, field }: Problem): string {
  return ["$", ...(step === null ? [] : ["steps", step]), ...field].join(".");
}

/**
 * Throws `flow_tests_failed` where a test has failed, unless an admin publishes all the same with a reason (`override`); `forbidden`
 * for anybody else's override.
 */
export function requireTestsPassed(runs: readonly TestRun[], override: string | undefined, role: Role): void {
  if (override !== undefined && !mayActAs(role, "admin"))
    throw new PatchcordError("forbidden", "Only an admin can publish although a test fails.");
  const red = runs.filter(({ ok }) => !ok);
  if (red.length === 0 || override !== undefined) return;
  const what = red.length === 1 ? "A test" : `${red.length} tests`;
  throw new PatchcordError(
    "flow_tests_failed",
    `${what} of the flow failed. Mend the flow or the test, then publish.`,
    {
      fields: red.map(({ name, message }) => ({ name, description: message })),
    },
  );
}

import type { Edit } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";

/** An edit of the server's log, and who made it. `mine`, `kind` and `of` come with `changesSince`, not with an edit's answer. */
export type ReportedEdit = { edit: Edit; by: string; mine?: boolean; kind?: LoggedEdit["kind"]; of?: string | null };

/**
 * A name of a step or of the flow that was given within the last minute and replaced: mine by another person, or theirs by me
 * (`mine`). `by` is the other person.
 */
export type OverwrittenName = { path: string[]; was: string; is: string; by: string; mine: boolean };

/** `others` are the edits of other people since the base. Not `ok`: the edits did not fit, and `document` is the draft to merge with. */
export type EditAnswer =
  | { ok: true; revision: number; draftEdits: boolean; others: ReportedEdit[]; overwritten: OverwrittenName[] }
  | { ok: false; revision: number; others: ReportedEdit[]; document: Draft };

export type ChangesSince = {
  revision: number;
  draftEdits: boolean;
  publishedVersion: { id: string; number: number } | null;
  edits: ReportedEdit[];
  /** The whole draft, in place of `edits`, if the server's log does not go back to the asked revision. */
  document: Draft | null;
  overwritten: OverwrittenName[];
};

/** The server as the draft store needs it. The page that opens the editor implements it. */
export type Remote = {
  edit: (base: number, edits: LoggedEdit[]) => Promise<EditAnswer>;
  changesSince: (revision: number) => Promise<ChangesSince>;
  /** Why the server refuses for good, or null if trying again may help (no connection, a server error). */
  refusal: (error: unknown) => string | null;
};

export function editsOf(reported: readonly ReportedEdit[]): Edit[] {
  return reported.map(({ edit }) => edit);
}

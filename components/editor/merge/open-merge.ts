import { type Clash, clashes } from "@/engine/edit/session/merge";
import type { Session } from "@/engine/edit/session/session";
import type { ReportedEdit } from "../remote/remote";

/** Changes of two people that exclude each other, for the merge dialog. */
export type Merge = { clashes: Clash[]; by: string[] };

/** A merge that waits for choices: `theirs` are all edits of others since revision `base`. */
export type OpenMerge = Merge & { base: number; theirs: ReportedEdit[] };

export function openMerge({ pending }: Session, theirs: ReportedEdit[], base: number): OpenMerge {
  const mine = pending.flatMap(({ changes }) => changes);
  const found = clashes(
    mine,
    theirs.flatMap(({ edit }) => edit.changes),
  );
  return { base, theirs, clashes: found, by: [...new Set(theirs.map(({ by }) => by).filter(Boolean))] };
}

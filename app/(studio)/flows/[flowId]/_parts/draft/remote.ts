import type { Edit } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { Logged } from "@/engine/edit/session/history";

/** An edit of the server's log. `mine`, `kind` and `of` are told where the log is asked, not in answer to an edit. */
export type Told = { edit: Edit; by: string; mine?: boolean; kind?: Logged["kind"]; of?: string | null };

export type EditAnswer =
  | { ok: true; revision: number; draftEdits: boolean; others: Told[] }
  | { ok: false; revision: number; others: Told[]; document: Draft };

export type News = {
  revision: number;
  draftEdits: boolean;
  publishedVersion: { id: string; number: number } | null;
  edits: Told[];
  /** In place of edits where the log does not reach back so far. */
  document: Draft | null;
};

/** What the server does for a draft. */
export type Remote = {
  edit: (base: number, edits: Logged[]) => Promise<EditAnswer>;
  changesSince: (revision: number) => Promise<News>;
  /** What an error is: nobody there (try again), or a refusal that trying again would not change. */
  refusal: (error: unknown) => string | null;
};

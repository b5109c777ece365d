import { v4 as uuid } from "uuid";
import { cutText } from "@/engine/cut-text";
import { altersFlow } from "@/engine/edit/alters-flow";
import { inverse, StaleChange } from "@/engine/edit/change";
import type { Command } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import { coalesced, isTyped } from "@/engine/edit/session/coalesce";
import { type History, type LoggedEdit, withLogged } from "@/engine/edit/session/history";
import { merged, type Side } from "@/engine/edit/session/merge";
import { forcedChanges, reopenSession } from "@/engine/edit/session/reopen";
import {
  openSession,
  rebasedSession,
  type Session,
  withEdit,
  withLastReplaced,
  withOthersLog,
} from "@/engine/edit/session/session";
import { integrate } from "../merge/integrate";
import { type Merge, type OpenMerge, openMerge } from "../merge/open-merge";
import {
  type ChangesSince,
  type EditAnswer,
  editsOf,
  type OverwrittenName,
  type Remote,
  type ReportedEdit,
} from "../remote/remote";
import type { UnsentEditsStorage } from "./unsent-edits";

const TYPING_MS = 800;
const AT_ONCE_MS = 60;
const MAX_EDITS_A_REQUEST = 200;

/** The published version, and whether the draft differs from it. */
type Publication = { draftEdits: boolean; publishedVersion: { id: string; number: number } | null };

export type OpenedDraft = Publication & { document: Draft; revision: number; history: History };

/** Where the own edits are: on the server, being sent, only in this browser, refused by the server, or waiting for a merge. */
export type Saving =
  | { is: "saved" | "saving" | "merge" }
  | { is: "offline"; waiting: number }
  | { is: "refused"; why: string };

export type View = Publication & {
  draft: Draft;
  history: History;
  saving: Saving;
  merge: Merge | null;
  /** The browser's storage is full or not allowed: leaving the page now would lose the unsent edits. */
  storageFailed: boolean;
};

/** An undo or redo: the label of the edit it changed, or of the edit that somebody has changed since; null if there is none. */
type Reverted = { label: string } | { refused: string } | null;

/**
 * The draft as this browser has it. Edits show at once, are stored in the browser, and go to the server in batches; edits of
 * others come in between. The store knows neither React nor timers: `keepInSync` decides when it syncs.
 */
export class DraftStore {
  #session: Session;
  #history: History;
  #saving: Saving = { is: "saved" };
  #merge: OpenMerge | null = null;
  #publication: Publication;
  #storageFailed = false;
  /** How many pending edits are being sent: typing is not joined to those any more. */
  #sentCount = 0;
  #lastEditAt = 0;
  #adopted: Promise<number> | null = null;
  #view: View;
  readonly #listeners = new Set<() => void>();
  readonly #unsentEdits: UnsentEditsStorage;
  readonly #remote: Remote;
  /** When the pending edits are to be sent, in ms since the epoch; 0 is now. */
  dueAt = 0;
  /** Called with edits of others that came in. */
  onOthersEdits: (reported: ReportedEdit[]) => void = () => undefined;
  /** Called with names that one of two people has just given and the other replaced. */
  onOverwritten: (names: OverwrittenName[]) => void = () => undefined;

  constructor(opened: OpenedDraft, remote: Remote, unsentEdits: UnsentEditsStorage) {
    this.#session = openSession(opened.document, opened.revision);
    this.#history = opened.history;
    this.#publication = publicationOf(opened);
    this.#remote = remote;
    this.#unsentEdits = unsentEdits;
    this.#view = this.#snapshot();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  view = (): View => this.#view;

  get pendingCount(): number {
    return this.#session.pending.length;
  }

  /** Applies a command's changes. Typing in one place becomes one edit. False if a change no longer fits. */
  apply(command: Command | null): boolean {
    if (!command) return false;
    const { label, changes } = command;
    return this.#add({ id: uuid(), kind: "edit", of: null, label, changes });
  }

  /** Undoes the last own edit, unless somebody has changed the same since. */
  undo(): Reverted {
    return this.#revert("undo");
  }

  redo(): Reverted {
    return this.#revert("redo");
  }

  /** Sends the pending edits, or asks for edits of others if there are none. False if the request failed. */
  async sync(): Promise<boolean> {
    const sending = this.#merge ? [] : this.#session.pending.slice(0, MAX_EDITS_A_REQUEST);
    this.#sentCount = sending.length;
    try {
      if (sending.length > 0) {
        this.#setSaving({ is: "saving" });
        const answer = await this.#remote.edit(this.#session.revision, [...sending]);
        this.#sentCount = 0;
        this.#onAnswer(answer, sending);
      } else this.#onChanges(await this.#remote.changesSince(this.#session.revision));
      this.#updateSaving();
      return true;
    } catch (error) {
      this.#sentCount = 0;
      const why = this.#remote.refusal(error);
      if (why !== null && sending.length > 0) this.#setSaving({ is: "refused", why });
      else this.#setSaving({ is: "offline", waiting: this.pendingCount });
      return false;
    }
  }

  /** Adopts the unsent edits of tabs that were closed, once for each store. Returns how many edits. */
  adoptOrphans(): Promise<number> {
    this.#adopted ??= this.#adoptAll();
    return this.#adopted;
  }

  async #adoptAll(): Promise<number> {
    let count = 0;
    for (const { key, unsent } of await this.#unsentEdits.orphans()) {
      const log = await this.#remote.changesSince(unsent.base);
      const newer = await this.#remote.changesSince(this.#session.revision);
      const sinceOpened = new Set(editsOf(newer.edits).map(({ id }) => id));
      const known = new Set(editsOf(log.edits).map(({ id }) => id));
      const missing = unsent.edits.filter(({ id }) => !known.has(id));
      const older = log.edits.filter(({ edit }) => !sinceOpened.has(edit.id));
      const logIsComplete = log.document === null && newer.document === null && this.pendingCount === 0;
      const session = logIsComplete
        ? reopenSession(this.#session.document, editsOf(older), unsent.base, unsent.edits)
        : null;
      if (session) {
        this.#session = session;
        this.#integrate([...older, ...newer.edits], newer.revision, null);
      } else for (const edit of missing) this.#force(edit);
      for (const edit of missing) this.#history = withLogged(this.#history, edit);
      count += missing.length;
      this.#persist();
      this.#unsentEdits.remove(key);
    }
    this.#updateSaving();
    return count;
  }

  /** Ends the merge: my pending changes, without those the choices decide against, become one edit on top of the others'. */
  resolveMerge(choices: ReadonlyMap<string, Side>): void {
    const { document, draft, pending } = this.#session;
    const mine = pending.flatMap(({ changes }) => changes);
    const command = merged(document, draft, mine, choices);
    this.#forgetPending();
    if (command) this.apply(command);
    else this.#persist();
    this.#updateSaving();
  }

  /** Discards the pending edits, which the server refuses. */
  discardPending(): void {
    this.#forgetPending();
    this.#persist();
    this.#updateSaving();
  }

  #forgetPending(): void {
    const { document, pending, revision } = this.#session;
    const gone = new Set(pending.map(({ id }) => id));
    this.#history = { undo: this.#history.undo.filter(({ id }) => !gone.has(id)), redo: [] };
    this.#session = openSession(document, revision);
    this.#merge = null;
  }

  #add(edit: LoggedEdit): boolean {
    const at = Date.now();
    const last = this.#session.pending.at(-1);
    const isUnsent = last && this.#session.pending.length > this.#sentCount && !this.#merge;
    const joined = isUnsent ? coalesced({ edit: last, at: this.#lastEditAt }, { edit, at }) : null;
    try {
      this.#session = joined ? withLastReplaced(this.#session, joined) : withEdit(this.#session, edit);
    } catch (error) {
      if (error instanceof StaleChange) return false;
      throw error;
    }
    if (joined) this.#history = { undo: [...this.#history.undo.slice(0, -1), joined], redo: [] };
    else this.#history = withLogged(this.#history, edit);
    this.#lastEditAt = at;
    this.dueAt = at + (edit.changes.every(isTyped) ? TYPING_MS : AT_ONCE_MS);
    if (altersFlow(edit.changes)) this.#publication = { ...this.#publication, draftEdits: true };
    this.#persist();
    if (this.#saving.is === "offline") this.#setSaving({ is: "offline", waiting: this.pendingCount });
    else if (this.#merge) this.#setSaving({ is: "merge" });
    else this.#setSaving({ is: "saving" });
    return true;
  }

  #revert(kind: "undo" | "redo"): Reverted {
    const edit = this.#history[kind].at(-1);
    if (!edit || this.#merge) return null;
    const changes = kind === "undo" ? inverse(edit.changes) : edit.changes;
    const label = cutText(`${kind === "undo" ? "Undo" : "Redo"}: ${edit.label}`, 200);
    if (this.#add({ id: uuid(), label, changes, kind, of: edit.id })) return { label: edit.label };
    // It would be refused each time: without it, the next undo reaches the edit before.
    this.#history = { ...this.#history, [kind]: this.#history[kind].slice(0, -1) };
    this.#emit();
    return { refused: edit.label };
  }

  #onAnswer(answer: EditAnswer, sent: readonly LoggedEdit[]): void {
    if (!answer.ok) return this.#integrate(answer.others, answer.revision, answer.document);
    this.#publication = { ...this.#publication, draftEdits: answer.draftEdits };
    const { document } = answer.others.length ? withOthersLog(this.#session, editsOf(answer.others), 0) : this.#session;
    const mine = rebasedSession(document, answer.revision, sent).pending;
    this.#integrate([...answer.others, ...mine.map((edit) => ({ edit, by: "" }))], answer.revision, null);
    this.#reportOthers(answer.others);
    this.#reportOverwritten(answer.overwritten);
  }

  #onChanges(changes: ChangesSince): void {
    this.#publication = publicationOf(changes);
    if (changes.revision === this.#session.revision) return;
    const known = new Set([...this.#session.pending, ...this.#history.undo, ...this.#history.redo].map(({ id }) => id));
    this.#integrate(changes.edits, changes.revision, changes.document);
    for (const { edit, mine, kind = "edit", of = null } of changes.edits)
      if (mine && !known.has(edit.id)) this.#history = withLogged(this.#history, { ...edit, kind, of });
    this.#reportOthers(changes.edits.filter(({ mine }) => !mine));
    this.#reportOverwritten(changes.overwritten);
  }

  /** Brings in the server's log, or its whole document where that replaces the log; starts a merge if edits clash. */
  #integrate(log: ReportedEdit[], revision: number, document: Draft | null): void {
    if (this.#merge) {
      this.#session = document
        ? { ...this.#session, document, revision }
        : withOthersLog(this.#session, editsOf(log), revision);
      this.#startMerge([...this.#merge.theirs, ...log], this.#merge.base);
      return;
    }
    const base = this.#session.revision;
    const { session, theirs } = integrate(this.#session, log, revision, document);
    this.#session = session;
    if (theirs) this.#startMerge(theirs, base);
    this.#persist();
  }

  #startMerge(theirs: ReportedEdit[], base: number): void {
    this.#merge = openMerge(this.#session, theirs, base);
    // Nothing to choose: my edits go on top without asking.
    if (this.#merge.clashes.length === 0) this.resolveMerge(new Map());
  }

  /** Applies what still fits of an edit that was made on an older document. */
  #force(edit: LoggedEdit): void {
    const changes = forcedChanges(this.#session.draft, edit.changes);
    if (changes.length > 0) this.#session = withEdit(this.#session, { ...edit, changes });
  }

  #reportOthers(reported: ReportedEdit[]): void {
    if (reported.length > 0) this.onOthersEdits(reported);
  }

  #reportOverwritten(names: OverwrittenName[]): void {
    if (names.length > 0) this.onOverwritten(names);
  }

  #updateSaving(): void {
    if (this.#merge) this.#setSaving({ is: "merge" });
    else this.#setSaving({ is: this.pendingCount > 0 ? "saving" : "saved" });
  }

  #persist(): void {
    const base = this.#merge?.base ?? this.#session.revision;
    this.#storageFailed = !this.#unsentEdits.write({ base, edits: this.#session.pending });
  }

  #setSaving(saving: Saving): void {
    this.#saving = saving;
    this.#emit();
  }

  #emit(): void {
    this.#view = this.#snapshot();
    for (const listener of this.#listeners) listener();
  }

  #snapshot(): View {
    return {
      draft: this.#session.draft,
      history: this.#history,
      saving: this.#saving,
      merge: this.#merge,
      ...this.#publication,
      storageFailed: this.#storageFailed && this.pendingCount > 0,
    };
  }
}

function publicationOf({ draftEdits, publishedVersion }: Publication): Publication {
  return { draftEdits, publishedVersion };
}

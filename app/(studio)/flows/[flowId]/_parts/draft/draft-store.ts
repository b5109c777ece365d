import { v4 as uuid } from "uuid";
import { inverse, StaleChange } from "@/engine/edit/change";
import type { Command } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import { coalesced, isTyped } from "@/engine/edit/session/coalesce";
import { type History, type Logged, remember } from "@/engine/edit/session/history";
import { type Clash, clashes, merged, type Side } from "@/engine/edit/session/merge";
import { changedCells, forced, reopened } from "@/engine/edit/session/reopen";
import {
  onTop,
  openSession,
  type Session,
  withEdit,
  withLastReplaced,
  withLog,
  withTheirs,
} from "@/engine/edit/session/session";
import type { KeptEdits } from "./kept-edits";
import type { EditAnswer, News, Remote, Told } from "./remote";

const TYPING_MS = 800;
const AT_ONCE_MS = 60;
const MOST_EDITS_A_REQUEST = 200;

export type Opened = {
  document: Draft;
  revision: number;
  history: History;
  draftEdits: boolean;
  publishedVersion: { id: string; number: number } | null;
};

/** Two people's changes that cannot both stand: what the merge dialog shows. */
export type Merge = { clashes: Clash[]; by: string[] };

/** Where the own edits are: all on the server, on their way, kept here, refused for good, or in need of a merge. */
export type Saving =
  | { is: "saved" | "saving" | "merge" }
  | { is: "offline"; waiting: number }
  | { is: "refused"; why: string };

export type View = {
  draft: Draft;
  history: History;
  saving: Saving;
  merge: Merge | null;
  draftEdits: boolean;
  publishedVersion: { id: string; number: number } | null;
  /** The browser's storage takes nothing: leaving the page now would lose what is not sent. */
  storageFailed: boolean;
};

/**
 * The draft as this browser has it. Edits show at once, are kept in the browser's storage, and go to the server in
 * batches; what others do comes in between. It knows nothing of React or timers: `Sync` decides when to talk.
 */
export class DraftStore {
  #session: Session;
  #history: History;
  #saving: Saving = { is: "saved" };
  #merge: (Merge & { base: number; theirs: Told[] }) | null = null;
  #opened: Pick<Opened, "draftEdits" | "publishedVersion">;
  #storageFailed = false;
  /** How many pending edits are on their way: those are not changed any more. */
  #sent = 0;
  #lastAt = 0;
  #takenOver: Promise<number> | null = null;
  #view: View;
  readonly #listeners = new Set<() => void>();
  readonly #kept: KeptEdits;
  readonly #remote: Remote;
  /** When the pending edits are to be sent; 0 is now. */
  dueAt = 0;
  /** Told of what others did. */
  onOthers: (told: Told[]) => void = () => undefined;

  constructor(opened: Opened, remote: Remote, kept: KeptEdits) {
    this.#session = openSession(opened.document, opened.revision);
    this.#history = opened.history;
    this.#opened = opened;
    this.#remote = remote;
    this.#kept = kept;
    this.#view = this.#look();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  view = (): View => this.#view;

  get waiting(): number {
    return this.#session.pending.length;
  }

  /** Makes a command's changes. Typing in one place becomes one edit. */
  act(command: Command | null): boolean {
    if (!command) return false;
    const { label, changes } = command;
    return this.#add({ id: uuid(), kind: "edit", of: null, label, changes });
  }

  /** Takes the last own edit back; what it was called, or why it cannot be: somebody changed the same since. */
  undo(): { label: string } | { refused: string } | null {
    return this.#back("undo");
  }

  redo(): { label: string } | { refused: string } | null {
    return this.#back("redo");
  }

  /** Sends what is pending, or asks what others did. False if nobody answered. */
  async talk(): Promise<boolean> {
    const sending = this.#merge ? [] : this.#session.pending.slice(0, MOST_EDITS_A_REQUEST);
    this.#sent = sending.length;
    try {
      if (sending.length > 0) {
        this.#set({ is: "saving" });
        const answer = await this.#remote.edit(this.#session.revision, [...sending]);
        this.#sent = 0;
        this.#answered(answer, sending);
      } else this.#heard(await this.#remote.changesSince(this.#session.revision));
      this.#settle();
      return true;
    } catch (error) {
      this.#sent = 0;
      const why = this.#remote.refusal(error);
      if (why !== null && sending.length > 0) this.#set({ is: "refused", why });
      else this.#set({ is: "offline", waiting: this.waiting });
      return false;
    }
  }

  /** Takes over what tabs that are gone left unsent: how many edits. Once for each store. */
  takeOver(): Promise<number> {
    this.#takenOver ??= this.#takeOrphans();
    return this.#takenOver;
  }

  async #takeOrphans(): Promise<number> {
    let taken = 0;
    for (const { key, kept } of await this.#kept.orphans()) {
      const log = await this.#remote.changesSince(kept.base);
      const newer = await this.#remote.changesSince(this.#session.revision);
      const sinceOpened = new Set(edits(newer.edits).map(({ id }) => id));
      const known = new Set(edits(log.edits).map(({ id }) => id));
      const left = kept.edits.filter(({ id }) => !known.has(id));
      const older = log.edits.filter(({ edit }) => !sinceOpened.has(edit.id));
      const whole = log.document === null && newer.document === null && this.waiting === 0;
      const session = whole ? reopened(this.#session.document, edits(older), kept.base, kept.edits) : null;
      if (session) {
        this.#session = session;
        this.#receive([...older, ...newer.edits], newer.revision, null);
      } else for (const edit of left) this.#force(edit);
      for (const edit of left) this.#history = remember(this.#history, edit);
      taken += left.length;
      this.#store();
      this.#kept.forget(key);
    }
    this.#settle();
    return taken;
  }

  /** Ends a merge: what is mine and not chosen against goes on top of what others did, as one edit. */
  settleMerge(choices: ReadonlyMap<string, Side>): void {
    const { document, draft, pending, revision } = this.#session;
    const mine = pending.flatMap(({ changes }) => changes);
    const command = merged(document, draft, mine, choices);
    const gone = new Set(pending.map(({ id }) => id));
    this.#history = { undo: this.#history.undo.filter(({ id }) => !gone.has(id)), redo: [] };
    this.#session = openSession(document, revision);
    this.#merge = null;
    if (command) this.act(command);
    else this.#store();
    this.#settle();
  }

  /** Lets go of what the server refuses. */
  dropPending(): void {
    const gone = new Set(this.#session.pending.map(({ id }) => id));
    this.#history = { undo: this.#history.undo.filter(({ id }) => !gone.has(id)), redo: [] };
    this.#session = openSession(this.#session.document, this.#session.revision);
    this.#merge = null;
    this.#store();
    this.#settle();
  }

  #add(edit: Logged): boolean {
    const at = Date.now();
    const last = this.#session.pending.at(-1);
    const free = last && this.#session.pending.length > this.#sent && !this.#merge;
    const joined = free ? coalesced({ edit: last, at: this.#lastAt }, { edit, at }) : null;
    try {
      this.#session = joined ? withLastReplaced(this.#session, joined) : withEdit(this.#session, edit);
    } catch (error) {
      if (error instanceof StaleChange) return false;
      throw error;
    }
    if (joined) this.#history = { undo: [...this.#history.undo.slice(0, -1), joined], redo: [] };
    else this.#history = remember(this.#history, edit);
    this.#lastAt = at;
    this.dueAt = at + (edit.changes.every(isTyped) ? TYPING_MS : AT_ONCE_MS);
    this.#opened = { ...this.#opened, draftEdits: true };
    this.#store();
    if (this.#saving.is === "offline") this.#set({ is: "offline", waiting: this.waiting });
    else if (this.#merge) this.#set({ is: "merge" });
    else this.#set({ is: "saving" });
    return true;
  }

  #back(kind: "undo" | "redo"): { label: string } | { refused: string } | null {
    const edit = this.#history[kind].at(-1);
    if (!edit || this.#merge) return null;
    const changes = kind === "undo" ? inverse(edit.changes) : edit.changes;
    const label = `${kind === "undo" ? "Undo" : "Redo"}: ${edit.label}`.slice(0, 200);
    if (this.#add({ id: uuid(), label, changes, kind, of: edit.id })) return { label: edit.label };
    // What stands in the way would stand there each time: the next undo is to reach the one before.
    this.#history = { ...this.#history, [kind]: this.#history[kind].slice(0, -1) };
    this.#emit();
    return { refused: edit.label };
  }

  #answered(answer: EditAnswer, sending: readonly Logged[]): void {
    if (answer.ok) {
      this.#opened = { ...this.#opened, draftEdits: answer.draftEdits };
      const { document } = answer.others.length ? withTheirs(this.#session, edits(answer.others), 0) : this.#session;
      const mine = onTop(document, answer.revision, sending).pending;
      this.#receive([...answer.others, ...mine.map((edit) => ({ edit, by: "" }))], answer.revision, null);
      this.#tell(answer.others);
    } else {
      this.#receive(answer.others, answer.revision, answer.document);
    }
  }

  #heard(news: News): void {
    this.#opened = news;
    if (news.revision === this.#session.revision) return;
    const known = new Set([...this.#session.pending, ...this.#history.undo, ...this.#history.redo].map(({ id }) => id));
    this.#receive(news.edits, news.revision, news.document);
    for (const { edit, mine, kind = "edit", of = null } of news.edits)
      if (mine && !known.has(edit.id)) this.#history = remember(this.#history, { ...edit, kind, of });
    this.#tell(news.edits.filter(({ mine }) => !mine));
  }

  /** The log went on; `document` is given where it is to be believed rather than told from the log. */
  #receive(log: Told[], revision: number, document: Draft | null): void {
    if (this.#merge) {
      this.#session = document
        ? { ...this.#session, document, revision }
        : withTheirs(this.#session, edits(log), revision);
      this.#startMerge([...this.#merge.theirs, ...log], this.#merge.base);
      return;
    }
    const before = this.#session;
    try {
      const { session, collided } = document
        ? { session: onTop(document, revision, before.pending), collided: [] }
        : withLog(before, edits(log), revision);
      this.#session = session;
      if (collided.length > 0) this.#startMerge(log, before.revision);
    } catch {
      const mine = before.pending.flatMap(({ changes }) => changes);
      this.#session = { ...before, document: document ?? before.document, revision };
      const changes = document ? changedCells(before.document, document, mine) : [];
      const unknown = { id: uuid(), label: "Changed", changes };
      this.#startMerge(log.length > 0 ? log : [{ edit: unknown, by: "somebody else" }], before.revision);
    }
    this.#store();
  }

  #startMerge(theirs: Told[], base: number): void {
    const mine = this.#session.pending.flatMap(({ changes }) => changes);
    const found = clashes(
      mine,
      theirs.flatMap(({ edit }) => edit.changes),
    );
    this.#merge = { base, theirs, clashes: found, by: [...new Set(theirs.map(({ by }) => by).filter(Boolean))] };
    // Nothing that two people mean differently: mine goes on top without asking.
    if (found.length === 0) this.settleMerge(new Map());
  }

  /** An edit of a page that is gone, on a document it was not made on. */
  #force(edit: Logged): void {
    const changes = forced(this.#session.draft, edit.changes);
    if (changes.length > 0) this.#session = withEdit(this.#session, { ...edit, changes });
  }

  #tell(told: Told[]): void {
    if (told.length > 0) this.onOthers(told);
  }

  #settle(): void {
    if (this.#merge) this.#set({ is: "merge" });
    else this.#set({ is: this.waiting > 0 ? "saving" : "saved" });
  }

  #store(): void {
    const base = this.#merge?.base ?? this.#session.revision;
    this.#storageFailed = !this.#kept.write({ base, edits: this.#session.pending });
  }

  #set(saving: Saving): void {
    this.#saving = saving;
    this.#emit();
  }

  #emit(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): View {
    return {
      draft: this.#session.draft,
      history: this.#history,
      saving: this.#saving,
      merge: this.#merge,
      ...this.#opened,
      storageFailed: this.#storageFailed && this.waiting > 0,
    };
  }
}

function edits(told: readonly Told[]) {
  return told.map(({ edit }) => edit);
}

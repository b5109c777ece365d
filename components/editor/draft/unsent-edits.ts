import { v4 as uuid } from "uuid";
import { z } from "zod";
import { edit } from "@/engine/edit/change";
import type { LoggedEdit } from "@/engine/edit/session/history";

/** Edits that are not on the server yet, and the revision they were made on. */
type UnsentEdits = { base: number; edits: readonly LoggedEdit[] };

const storedEntry = z.object({
  base: z.number().int(),
  edits: z.array(edit.extend({ kind: z.enum(["edit", "undo", "redo"]), of: z.uuid().nullable() })),
});

const PREFIX = "patchcord.draft";

/**
 * Unsent edits in the browser's local storage. Each tab has an entry of its own, so that two tabs do not overwrite each other,
 * and holds a lock for as long as it is open. An entry whose lock is free belongs to a closed tab, and another one adopts it.
 */
export class UnsentEditsStorage {
  readonly #prefix: string;
  readonly #key: string;
  #release: () => void = () => undefined;

  constructor(user: string, flow: string, tab: string = uuid()) {
    this.#prefix = `${PREFIX}.${user}.${flow}.`;
    this.#key = this.#prefix + tab;
  }

  /** Holds this tab's lock until `close`. */
  open(): void {
    void navigator.locks?.request(this.#key, () => new Promise<void>((release) => (this.#release = release)));
  }

  close(): void {
    this.#release();
  }

  /** Stores the tab's entry, or removes it if there are no edits. False if the storage is full or not allowed. */
  write(unsent: UnsentEdits): boolean {
    try {
      if (unsent.edits.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(unsent));
      return true;
    } catch {
      return false;
    }
  }

  /** The entries of closed tabs, oldest base first. Each stays stored until `remove`. */
  async orphans(): Promise<{ key: string; unsent: UnsentEdits }[]> {
    const found = await Promise.all(
      this.#otherKeys().map(async (key) => {
        const unsent = readEntry(key);
        return unsent && (await isOrphan(key)) ? [{ key, unsent }] : [];
      }),
    );
    return found.flat().toSorted((a, b) => a.unsent.base - b.unsent.base);
  }

  /** Removes the entry of another tab. */
  remove(key: string): void {
    if (key !== this.#key) localStorage.removeItem(key);
  }

  #otherKeys(): string[] {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix) && key !== this.#key);
    } catch {
      return [];
    }
  }
}

function readEntry(key: string): UnsentEdits | null {
  try {
    return storedEntry.safeParse(JSON.parse(localStorage.getItem(key) ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** Without locks (on a page without https) every entry counts as an orphan: the server ignores an edit it already has. */
async function isOrphan(key: string): Promise<boolean> {
  if (!navigator.locks) return true;
  return navigator.locks.request(key, { ifAvailable: true }, (lock) => lock !== null);
}

import { v4 as uuid } from "uuid";
import { z } from "zod";
import { edit } from "@/engine/edit/change";
import type { Logged } from "@/engine/edit/session/history";

/** Edits the server does not have yet, with the revision they were made on. */
export type Kept = { base: number; edits: readonly Logged[] };

const kept = z.object({
  base: z.number().int(),
  edits: z.array(edit.extend({ kind: z.enum(["edit", "undo", "redo"]), of: z.uuid().nullable() })),
});

const PREFIX = "patchcord.draft";

/**
 * Unsent edits in the browser's storage: one entry a tab, so that two tabs do not write over each other. A tab holds a
 * lock as long as it lives; an entry whose lock is free belongs to a tab that was killed, and the next one takes it over.
 */
export class KeptEdits {
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

  /** False if the storage is full or not allowed. */
  write(entry: Kept): boolean {
    try {
      if (entry.edits.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  /** What tabs that are gone have left, oldest base first. Each stays stored until `forget`. */
  async orphans(): Promise<{ key: string; kept: Kept }[]> {
    const found = await Promise.all(
      this.#keys().map(async (key) => {
        const read = readKept(key);
        return read && (await isOrphan(key)) ? [{ key, kept: read }] : [];
      }),
    );
    return found.flat().toSorted((a, b) => a.kept.base - b.kept.base);
  }

  forget(key: string): void {
    if (key !== this.#key) localStorage.removeItem(key);
  }

  #keys(): string[] {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix) && key !== this.#key);
    } catch {
      return [];
    }
  }
}

function readKept(key: string): Kept | null {
  try {
    return kept.safeParse(JSON.parse(localStorage.getItem(key) ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** Without locks (a page not served securely) every entry is taken over: sending an edit twice does no harm. */
async function isOrphan(key: string): Promise<boolean> {
  if (!navigator.locks) return true;
  return navigator.locks.request(key, { ifAvailable: true }, (lock) => lock !== null);
}

"use client";
import { useEffect, useState } from "react";
import { type Draft, draftOf, isSame, type OpenedFunction } from "./draft";

type StoredDraft = { revision: number; draft: Draft };

const keyOf = (id: string) => `patchcord.function.${id}`;

/**
 * The draft of a function. Unsaved changes are kept in local storage, so that a closed tab or a failed request loses nothing.
 */
export function useDraft(opened: OpenedFunction) {
  const [stored] = useState(() => readStoredDraft(opened.id));
  const restored = stored !== null && !isSame(stored.draft, draftOf(opened)) ? stored : null;
  const [draft, setDraft] = useState<Draft>(() => restored?.draft ?? draftOf(opened));
  const [saved, setSaved] = useState<StoredDraft>(() => ({ revision: opened.revision, draft: draftOf(opened) }));
  const [isRestored, setRestored] = useState(restored !== null);
  const typed = !isSame(draft, saved.draft);

  useEffect(() => {
    try {
      if (typed) localStorage.setItem(keyOf(opened.id), JSON.stringify({ revision: saved.revision, draft }));
      else localStorage.removeItem(keyOf(opened.id));
    } catch {
      // Without storage, unsaved changes last until the page is closed.
    }
  }, [draft, typed, saved.revision, opened.id]);

  return {
    draft,
    typed,
    revision: saved.revision,
    /** Unsaved changes of an earlier visit; `behind` if somebody has saved since. */
    restored: isRestored && typed ? { behind: (restored?.revision ?? opened.revision) < opened.revision } : null,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    discard: () => {
      setDraft(saved.draft);
      setRestored(false);
    },
    markSaved: (sent: Draft, revision: number) => {
      setSaved({ revision, draft: sent });
      setRestored(false);
    },
  };
}

function readStoredDraft(id: string): StoredDraft | null {
  try {
    const text = localStorage.getItem(keyOf(id));
    const stored = text ? (JSON.parse(text) as StoredDraft) : null;
    return stored && typeof stored.draft?.source === "string" ? { ...stored, draft: draftOf(stored.draft) } : null;
  } catch {
    return null;
  }
}

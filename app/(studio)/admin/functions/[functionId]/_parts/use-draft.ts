"use client";
import { useEffect, useState } from "react";
import { type Draft, draftOf, isSame, type OpenedFunction } from "./draft";

type StoredDraft = { revision: number; draft: Draft };

const keyOf = (id: string) => `patchcord.function.${id}`;

/**
 * The draft being typed. What is not saved yet is kept in this browser, so that a closed tab or a lost server loses nothing.
 */
export function useDraft(opened: OpenedFunction) {
  const [kept] = useState(() => readStoredDraft(opened.id));
  const restored = kept !== null && !isSame(kept.draft, draftOf(opened)) ? kept : null;
  const [draft, setDraft] = useState<Draft>(() => restored?.draft ?? draftOf(opened));
  const [saved, setSaved] = useState<StoredDraft>(() => ({ revision: opened.revision, draft: draftOf(opened) }));
  const [isRestored, setRestored] = useState(restored !== null);
  const typed = !isSame(draft, saved.draft);

  useEffect(() => {
    try {
      if (typed) localStorage.setItem(keyOf(opened.id), JSON.stringify({ revision: saved.revision, draft }));
      else localStorage.removeItem(keyOf(opened.id));
    } catch {
      // A browser that keeps nothing: what is typed is here as long as the page is.
    }
  }, [draft, typed, saved.revision, opened.id]);

  return {
    draft,
    typed,
    revision: saved.revision,
    /** Unsaved text of an earlier visit; `behind`: somebody has saved since. */
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
    const kept = text ? (JSON.parse(text) as StoredDraft) : null;
    return kept && typeof kept.draft?.source === "string" ? { ...kept, draft: draftOf(kept.draft) } : null;
  } catch {
    return null;
  }
}

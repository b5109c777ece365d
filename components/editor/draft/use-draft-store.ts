"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { toast } from "@/components/ui/toaster";
import { type RecentEdit, withReported } from "../presence/recent-edits";
import type { Remote } from "../remote/remote";
import { DraftStore, type OpenedDraft, type View } from "./draft-store";
import { keepInSync, type Sync } from "./sync";
import { toastOthersEdits, toastOverwritten } from "./tell-of-others";
import { UnsentEditsStorage } from "./unsent-edits";

/** `sync` is null until the edits of closed tabs have been adopted. `recent`: what others have changed lately, newest first. */
export type OpenDraft = { store: DraftStore; sync: Sync | null; recent: readonly RecentEdit[] };

type Options = { flow: string; user: string; opened: OpenedDraft; readOnly: boolean; remote: Remote };

/** The draft store of one flow, in sync with the server for as long as the component is mounted. */
export function useDraftStore({ flow, user, opened, readOnly, remote }: Options): OpenDraft {
  const [unsentEdits] = useState(() => new UnsentEditsStorage(user, flow));
  const [store] = useState(() => new DraftStore(opened, remote, unsentEdits));
  const [sync, setSync] = useState<Sync | null>(null);
  const [recent, setRecent] = useState<readonly RecentEdit[]>([]);

  useEffect(() => {
    let stopped = false;
    let running: Sync | null = null;
    store.onOthersEdits = (reported) => {
      toastOthersEdits(reported);
      setRecent((before) => withReported(before, reported, Date.now()));
    };
    store.onOverwritten = (names) => toastOverwritten(store, names);
    unsentEdits.open();
    const adoption = readOnly ? Promise.resolve(0) : store.adoptOrphans();
    void adoption
      .catch(() => 0)
      .then((count) => {
        if (stopped) return;
        if (count > 0)
          toast(`${changes(count)} from this browser ${count === 1 ? "was" : "were"} not sent before; sending.`);
        running = keepInSync(store);
        setSync(running);
      });
    return () => {
      stopped = true;
      running?.stop();
      unsentEdits.close();
    };
  }, [store, unsentEdits, readOnly]);

  return { store, sync, recent };
}

export function useView(store: DraftStore): View {
  return useSyncExternalStore(store.subscribe, store.view, store.view);
}

const changes = (count: number) => `${count} change${count === 1 ? "" : "s"}`;

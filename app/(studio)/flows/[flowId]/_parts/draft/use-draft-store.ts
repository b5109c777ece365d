"use client";
import { isTRPCClientError } from "@trpc/client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { isFinalError, useTRPCClient } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { DraftStore, type Opened, type View } from "./draft-store";
import { KeptEdits } from "./kept-edits";
import type { Remote, Told } from "./remote";
import { keepInSync, type Sync } from "./sync";

export type OpenDraft = { store: DraftStore; sync: Sync | null };

/** The draft store of one flow, in sync with the server as long as the page is open. */
export function useDraftStore(flow: string, user: string, opened: Opened, readOnly: boolean): OpenDraft {
  const remote = useRemote(flow);
  const [kept] = useState(() => new KeptEdits(user, flow));
  const [store] = useState(() => new DraftStore(opened, remote, kept));
  const [sync, setSync] = useState<Sync | null>(null);

  useEffect(() => {
    let stopped = false;
    let running: Sync | null = null;
    store.onOthers = tellOfOthers;
    kept.open();
    const takeOver = readOnly ? Promise.resolve(0) : store.takeOver();
    void takeOver
      .catch(() => 0)
      .then((taken) => {
        if (stopped) return;
        if (taken > 0)
          toast(`${changes(taken)} from this browser ${taken === 1 ? "was" : "were"} not sent before; sending.`);
        running = keepInSync(store);
        setSync(running);
      });
    return () => {
      stopped = true;
      running?.stop();
      kept.close();
    };
  }, [store, kept, readOnly]);

  return { store, sync };
}

export function useView(store: DraftStore): View {
  return useSyncExternalStore(store.subscribe, store.view, store.view);
}

function useRemote(id: string): Remote {
  const { flows } = useTRPCClient();
  return {
    edit: (base, edits) => flows.edit.mutate({ id, base, edits }),
    changesSince: (revision) => flows.changesSince.query({ id, revision }),
    refusal(error) {
      if (!isTRPCClientError(error) || !isFinalError(error)) return null;
      if ((error.data as { httpStatus?: number } | null)?.httpStatus !== 401) return error.message;
      // The edits are kept here, and go to the server once somebody has signed in again.
      window.location.assign(`/signin?${new URLSearchParams({ to: window.location.pathname })}`);
      return "You are signed out.";
    },
  };
}

const changes = (count: number) => `${count} change${count === 1 ? "" : "s"}`;

/** One toast a person, however much they did. */
function tellOfOthers(told: Told[]): void {
  for (const by of new Set(told.map((one) => one.by))) {
    const labels = told.filter((one) => one.by === by).map(({ edit }) => edit.label);
    const [last = ""] = labels.slice(-1);
    toast(`${by} changed this flow`, {
      description: labels.length > 1 ? `${last}, and ${labels.length - 1} more` : last,
    });
  }
}

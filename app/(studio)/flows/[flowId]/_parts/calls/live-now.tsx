"use client";
import { Radio, Unplug } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { LiveCalls } from "@/components/editor/calls/live-calls";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";

/** How many calls are in a step now; renders only when that changes. */
export function LiveInStep({ live, step }: { live: LiveCalls; step: string }) {
  const count = useLive(live, () => live.in(step));
  if (count === 0) return null;
  return (
    <Badge tone="live" icon={Radio}>
      {count.toLocaleString("en")} now
    </Badge>
  );
}

/** How many calls run now, and whether that is up to date. */
export function LiveState({ live }: { live: LiveCalls }) {
  const link = useLive(live, live.link);
  const count = useLive(live, () => live.at().size);
  const isMore = useLive(live, live.isMore);
  if (link === "away")
    return (
      <Notice tone="warn" icon={Unplug} role="status">
        Not live: the server cannot be reached. Trying again.
      </Notice>
    );
  if (link === "opening") return null;
  return (
    <p className="flex items-center gap-1.5 text-label text-quiet">
      <Radio aria-hidden className="size-3.5 text-live" />
      {wordsOf(count, isMore)}
    </p>
  );
}

function wordsOf(count: number, isMore: boolean): string {
  if (count === 0) return "No call runs right now. One that does is a dot at its step.";
  if (isMore) return `More calls run now than are shown: the dots are the latest ${count.toLocaleString("en")}.`;
  return `${count.toLocaleString("en")} ${count === 1 ? "call runs" : "calls run"} now, each a dot at its step.`;
}

function useLive<T extends string | number | boolean>(live: LiveCalls, read: () => T): T {
  return useSyncExternalStore(live.subscribe, read, read);
}

"use client";
import { useEffect, useMemo } from "react";
import { createLiveCalls, followCalls, type LiveCalls } from "@/components/editor/calls/live-calls";

/** Where the version's calls are now, as long as the page is open. */
export function useLiveCalls(flow: string, version: string): LiveCalls {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the calls of another version are others.
  const calls = useMemo(createLiveCalls, [flow, version]);
  useEffect(
    () => followCalls(calls, `/api/live-calls/${flow}?${new URLSearchParams({ version })}`),
    [calls, flow, version],
  );
  return calls;
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";

/** The database knows of a call a moment after it rings. */
const AGAIN_MS = 1500;
const MAX_TRIES = 8;
const MAX_CALLS = 50;

export type CalledBy = { interaction: string; flow: string };

/** The interaction that made each call; a call that is of none, or not known yet, is not in the map. */
export function useCalledBy(calls: readonly string[]): ReadonlyMap<string, CalledBy> {
  const asked = calls.slice(-MAX_CALLS);
  const { data } = useQuery({
    ...useTRPC().phone.calls.queryOptions({ calls: [...asked] }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => {
      const missing = asked.some((call) => !state.data?.some((known) => known.call === call));
      return missing && state.dataUpdateCount < MAX_TRIES ? AGAIN_MS : false;
    },
  });
  return new Map((data ?? []).map(({ call, ...by }) => [call, by]));
}

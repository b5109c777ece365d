"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import type { Filters } from "./schedule";

const NAMES = { step: "step", exit: "exit", component: "component", agent: "agent" } as const;

/** Says what a report is narrowed to: "Flow Service desk, v3, exit Busy"; "All rows" where it is to nothing. */
export function useFilterText(): (filters: Filters) => string {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.reports.choices.queryOptions());
  return ({ flow, version, client, ...names }) => {
    const sources = [...(data?.clients ?? []), ...(data?.buttons ?? [])];
    const nameIn = (list: readonly { id: string; name: string }[] | undefined, id: string) =>
      list?.find((one) => one.id === id)?.name ?? "that is gone";
    const number = data?.versions.find(({ id }) => id === version)?.number;
    const parts = [
      ...(flow ? [`flow ${nameIn(data?.flows, flow)}`] : []),
      ...(version ? [number === undefined ? "a version that is gone" : `v${number}`] : []),
      ...(client ? [`of ${nameIn(sources, client)}`] : []),
      ...Object.entries(NAMES).flatMap(([key, word]) => {
        const value = names[key as keyof typeof NAMES];
        return value ? [`${word} ${value}`] : [];
      }),
    ].join(", ");
    return parts === "" ? "All rows" : `${parts.slice(0, 1).toUpperCase()}${parts.slice(1)}`;
  };
}

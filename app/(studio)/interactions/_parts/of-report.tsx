"use client";
import { ChartColumn } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { InteractionListFilters } from "./use-filters";

type Values = InteractionListFilters["values"];

const ANSWERED = {
  person: "a person answered",
  screened: "the call was screened",
  voicemail: "voicemail answered",
  nobody: "nobody answered",
} as const;

/** What a report's figure has narrowed the list to, in words; nothing where it is not so narrowed. */
export function OfReport({ filters }: { filters: Values }) {
  const words = wordsOf(filters);
  if (words.length === 0 && !filters.since && !filters.until) return null;
  return (
    <Notice tone="off" icon={ChartColumn} role="status">
      As a report counts them{words.length > 0 ? `: ${words.join(", ")}` : ""}
      {filters.since && filters.until ? (
        <>
          ; started from <Time value={filters.since} as="minute" /> to <Time value={filters.until} as="minute" />
        </>
      ) : null}
      .
    </Notice>
  );
}

function wordsOf({
  version,
  client,
  result,
  answeredBy,
  rung,
  joined,
  abandoned,
  error,
  step,
  exit,
}: Values): string[] {
  return [
    ...(version ? ["of one version"] : []),
    ...(client ? [client.startsWith("button.") ? "of one button" : `of the client ${client}`] : []),
    ...(result ? [`call result ${result.replaceAll("_", " ")}`] : []),
    ...(answeredBy ? [ANSWERED[answeredBy]] : []),
    ...(rung ? ["rung"] : []),
    ...(joined ? ["joined with an agent"] : []),
    ...(abandoned ? ["hung up before an agent was there"] : []),
    ...(error ? [`error ${error}`] : []),
    ...(step ? [`left step ${step}${exit ? ` by ${exit}` : ""}`] : []),
  ];
}

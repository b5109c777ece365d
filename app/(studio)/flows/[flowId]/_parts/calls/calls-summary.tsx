"use client";
import { Time } from "@/components/ui/time";
import type { FlowCalls } from "./flow-calls";

type Props = { calls: FlowCalls; version: number };

/** How many calls the figures are of, and what to do where there are none. */
export function CallsSummary({ calls: { period, started, timed }, version }: Props) {
  if (started === 0)
    return (
      <p role="status">
        No call ran on version {version} in this period. Choose a longer period or another version, or ring the test
        phones under More.
      </p>
    );
  return (
    <div className="space-y-1">
      <p role="status">
        <span className="tabular font-semibold">{started.toLocaleString("en")}</span> {started === 1 ? "call" : "calls"}{" "}
        from <Time value={period.from} as="minute" /> to <Time value={period.to} as="minute" />.
      </p>
      {timed > 0 && timed < started ? (
        <p className="text-label text-quiet">
          Times are those of {timed.toLocaleString("en")} calls, spread over the period as the calls are.
        </p>
      ) : null}
    </div>
  );
}

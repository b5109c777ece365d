"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { PERIODS } from "@/app/(studio)/_parts/periods";
import { canonicalZone } from "@/engine/time-zones";

const SHOWN = {
  period: parseAsStringLiteral(PERIODS.map(({ value }) => value)),
  version: parseAsString,
  /** What the figures are drawn on, where not on the version itself. */
  on: parseAsStringLiteral(["draft"] as const),
  /** The exit whose interactions are listed: a step's id and an exit's. */
  step: parseAsString,
  exit: parseAsString,
};

const KEYS = { step: "left", exit: "by" };

/** Which calls are shown, and on what: kept in the address, so that a link restores it. */
export function useShownCalls() {
  const [values, set] = useQueryStates(SHOWN, { urlKeys: KEYS });
  const { period, version, on, step, exit } = values;
  const scope = useMemo(() => {
    const zone = canonicalZone(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";
    return { period: period ?? "7d", zone } as const;
  }, [period]);
  return {
    scope,
    version,
    onDraft: on === "draft",
    chosen: step === null || exit === null ? null : { step, exit },
    show: (change: Partial<typeof values>) => void set(change),
    clear: () => void set(null),
  };
}
export type ShownCalls = ReturnType<typeof useShownCalls>;

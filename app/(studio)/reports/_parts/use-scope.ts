"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSyncExternalStore } from "react";
import { PERIODS } from "@/app/(studio)/_parts/periods";
import { canonicalZone } from "@/engine/time-zones";
import type { ReportScope } from "@/server/reports/period/schema";

const SCOPE = {
  period: parseAsStringLiteral(PERIODS.map(({ value }) => value)),
  from: parseAsString,
  to: parseAsString,
  zone: parseAsString,
  flow: parseAsString,
  version: parseAsString,
  client: parseAsString,
};

type Values = { [key in keyof typeof SCOPE]: (key extends "period" ? ReportScope["period"] : string) | null };

const never = () => () => undefined;
const ownZone = () => canonicalZone(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";

/** What a report is about, kept in the address: a link restores all of it. The zone is the browser's where none is named. */
export function useScope() {
  const [values, set] = useQueryStates(SCOPE, { history: "push" });
  const here = useSyncExternalStore(never, ownZone, () => null);
  const zone = values.zone ?? here;
  const { flow, version, client, from, to } = values;
  const scope: ReportScope = {
    ...{ period: values.period ?? "7d", zone: zone ?? "UTC" },
    ...(from && to ? { from, to } : {}),
    ...(flow ? { flow } : {}),
    ...(version ? { version } : {}),
    ...(client ? { client } : {}),
  };
  return {
    values,
    scope,
    /** Null until the browser has said where it is. */
    zone,
    setScope: (change: Partial<Values>) => void set(change),
    filtered: Boolean(flow || version || client),
    clear: () => void set({ flow: null, version: null, client: null }),
  };
}
export type Scoped = ReturnType<typeof useScope>;

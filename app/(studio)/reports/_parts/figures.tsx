"use client";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { listLink } from "@/app/(studio)/_parts/list-link";
import { Panel } from "@/components/ui/panel";
import type { ReportScope } from "@/server/reports/period/schema";
import type { InteractionFilters } from "@/server/reports/search/filters";
import type { AppRouter } from "@/server/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>["reports"];
export type OverviewData = Outputs["overview"];
type DurationData = Outputs["durations"];

type Figure = { name: string; measure: string; key?: string; filters: InteractionFilters };

const FIGURES: Figure[] = [
  { name: "Started", measure: "started", filters: {} },
  { name: "Rung", measure: "rung", filters: { rung: "yes" } },
  { name: "A person answered", measure: "answered_by", key: "person", filters: { answeredBy: "person" } },
  { name: "Screened", measure: "answered_by", key: "screened", filters: { answeredBy: "screened" } },
  { name: "Voicemail", measure: "answered_by", key: "voicemail", filters: { answeredBy: "voicemail" } },
  { name: "Nobody answered", measure: "answered_by", key: "nobody", filters: { answeredBy: "nobody" } },
  { name: "Joined with an agent", measure: "joined", filters: { joined: "yes" } },
  { name: "Abandoned", measure: "abandoned", filters: { abandoned: "yes" } },
];

const DURATIONS = [
  { name: "Until answered", of: "ring" },
  { name: "Wait for the agent", of: "wait" },
  { name: "Talk", of: "talk" },
] as const;

export const countOf = (counts: OverviewData["totals"], measure: string, key = ""): number =>
  counts.find((one) => one.measure === measure && one.key === key)?.number ?? 0;

type FiguresProps = { overview: OverviewData; durations: DurationData | null; scope: ReportScope };

/** What was counted, each with its link, and how long it took. */
export function Figures({ overview: { totals, before, period }, durations, scope }: FiguresProps) {
  return (
    <Panel title="Figures">
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-4">
        {FIGURES.map(({ name, measure, key, filters }) => {
          const number = countOf(totals, measure, key);
          return (
            <div key={name}>
              <dt className="text-label text-quiet">{name}</dt>
              <dd>
                <Link
                  href={listLink(scope, period, filters)}
                  className="tabular font-semibold text-title hover:underline"
                  aria-label={`${name}: ${number.toLocaleString("en")}, show them`}
                >
                  {number.toLocaleString("en")}
                </Link>
                <p className="text-label text-quiet">{change(number, countOf(before, measure, key))}</p>
              </dd>
            </div>
          );
        })}
        {DURATIONS.map(({ name, of }) => {
          const spread = durations?.[of];
          return (
            <div key={of}>
              <dt className="text-label text-quiet">{name}</dt>
              <dd>
                <span className="tabular font-semibold text-title">{seconds(spread?.median ?? null)}</span>
                <p className="text-label text-quiet">
                  {spread?.count === 0 ? "no such call" : `median; 95 % within ${seconds(spread?.p95 ?? null)}`}
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}

function change(now: number, before: number): string {
  if (before === 0) return now === 0 ? "as before" : "none before";
  const share = Math.round(((now - before) / before) * 100);
  const was = `${before.toLocaleString("en")} before`;
  return share === 0 ? `as before (${was})` : `${share > 0 ? "+" : "−"}${Math.abs(share)} % (${was})`;
}

function seconds(value: number | null): string {
  if (value === null) return "–";
  if (value < 60) return `${value.toLocaleString("en", { maximumFractionDigits: 1 })} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

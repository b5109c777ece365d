"use client";
import { listLink } from "@/app/(studio)/_parts/list-link";
import { BarTable } from "@/components/chart/bar-table";
import { HeatTable } from "@/components/chart/heat-table";
import { LineChart, type Series } from "@/components/chart/line-chart";
import { Panel } from "@/components/ui/panel";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import type { ReportScope } from "@/server/reports/period/schema";
import { daysBetween } from "./days";
import { countOf, type OverviewData } from "./figures";

type ChartsProps = { overview: OverviewData; scope: ReportScope };

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
const LINES = [
  { measure: "started", name: "Started", look: "accent" },
  { measure: "joined", name: "Joined with an agent", look: "good" },
  { measure: "abandoned", name: "Abandoned", look: "warn" },
] as const;

/** The same counts by day, by weekday and hour, by exit and by error code. */
export function Charts({ overview, scope }: ChartsProps) {
  const { totals, exits, hours, period } = overview;
  const started = countOf(totals, "started");
  const errors = totals.filter(({ measure }) => measure === "error").sort((a, b) => b.number - a.number);
  return (
    <>
      <Panel title="By day">
        <Days overview={overview} zone={scope.zone} />
      </Panel>
      <Panel title="By weekday and hour">
        <HeatTable
          label="Interactions started, by weekday and hour"
          rows={WEEKDAYS}
          columns={HOURS}
          value={(row, hour) =>
            hours.find((one) => one.measure === "started" && one.weekday === row + 1 && one.hour === hour)?.number ?? 0
          }
        />
      </Panel>
      <Panel title="By exit" flush>
        {exits.length > 0 ? (
          <BarTable
            label="Steps by exit"
            of="Step and exit"
            counted="Times"
            whole={started}
            bars={exits.map(({ flowId, step, stepName, exit, exitName, number }) => ({
              ...{ key: `${flowId} ${step} ${exit}`, name: stepName, detail: exitName || "the end", number },
              href: listLink({ ...scope, flow: flowId }, period, { step, exit }),
            }))}
          />
        ) : (
          <p className="p-4 text-quiet">No step was left in this period.</p>
        )}
      </Panel>
      <Panel title="By error code" flush>
        {errors.length > 0 ? (
          <BarTable
            label="Interactions by error code"
            of="Error code"
            counted="Interactions"
            whole={started}
            bars={errors.map(({ key, number }) => ({
              key,
              name: key,
              number,
              href: listLink(scope, period, { error: key }),
            }))}
          />
        ) : (
          <p className="p-4 text-quiet">No step failed in this period.</p>
        )}
      </Panel>
    </>
  );
}

function Days({ overview: { days: counted, period }, zone }: { overview: OverviewData; zone: string }) {
  const days = daysBetween(new Date(period.from), new Date(period.to), zone);
  const byDay = new Map(
    counted.filter(({ key }) => key === "").map((one) => [`${one.day} ${one.measure}`, one.number]),
  );
  const of = (measure: string) => days.map((day) => byDay.get(`${day} ${measure}`) ?? 0);
  const series: Series[] = LINES.map(({ measure, name, look }) => ({ name, look, values: of(measure) }));
  return (
    <>
      <LineChart
        labels={days.map((day) => day.slice(5))}
        series={series}
        words={`Interactions by day from ${days[0]} to ${days.at(-1)}: ${LINES.map(({ name }) => name.toLowerCase()).join(", ")}. The table below has the numbers.`}
      />
      <details className="mt-3">
        <summary className="cursor-pointer font-medium text-label">As a table</summary>
        <Table label="Interactions by day">
          <thead>
            <tr>
              <Head>Day</Head>
              {LINES.map(({ name }) => (
                <Head key={name} className="text-right">
                  {name}
                </Head>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day, index) => (
              <Row key={day}>
                <Cell>{day}</Cell>
                {series.map(({ name, values }) => (
                  <Cell key={name} className="tabular text-right">
                    {(values[index] ?? 0).toLocaleString("en")}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}

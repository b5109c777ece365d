import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { setEnvironment } from "../support/environment";

/** docs/dashboards asks for metrics that there are, by labels that they have. */
const folder = path.resolve(import.meta.dirname, "../../docs/dashboards");
const read = (file: string) => readFileSync(path.join(folder, file), "utf8");

type Panel = { title: string; targets: { expr: string }[] };
const panels = (JSON.parse(read("patchcord.json")) as { panels: Panel[] }).panels;
type Rules = { groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] };
const alerts = (parse(read("alerts.yml")) as Rules).groups.flatMap(({ rules }) => rules);

const QUERIES: [string, string][] = [
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr])),
  ...alerts.map(({ alert, expr }): [string, string] => [alert, expr]),
];

/** Labels of each series that is served, by its name; those that Prometheus adds are any metric's. */
let series: Map<string, Set<string>>;
beforeAll(async () => {
  setEnvironment({ DATABASE_URL: "postgres://nowhere" });
  const { metrics } = await import("@/server/platform/metrics");
  const described = metrics.registry.getMetricsAsArray() as unknown as {
    name: string;
    type: string;
    labelNames: string[];
  }[];
  series = new Map(
    described.flatMap(({ name, type, labelNames }) => {
      const labels = new Set([...labelNames, "job", "instance"]);
      if (type !== "histogram") return [[name, labels] as const];
      const parts = [`${name}_sum`, `${name}_count`].map((part) => [part, labels] as const);
      return [...parts, [`${name}_bucket`, new Set([...labels, "le"])] as const];
    }),
  );
});

/** What a query asks for and is not served. */
function missing(query: string): string[] {
  const names = [...query.matchAll(/\b((?:patchcord|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)];
  expect(names.length, query).toBeGreaterThan(0);
  return names.flatMap(([, name = "", matchers = ""]) => {
    const labels = series.get(name);
    if (!labels) return [name];
    const asked = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label);
    return asked.filter((label) => !labels.has(label)).map((label) => `${name}{${label}}`);
  });
}

test.each(QUERIES)("%s: %s", (_title, query) => {
  expect(missing(query)).toEqual([]);
});

test("a metric that there is not, and a label that it has not, are found", () => {
  expect(missing("rate(patchcord_calls_total[5m])")).toEqual(["patchcord_calls_total"]);
  expect(missing('patchcord_jobs_lag_seconds{account="a"}')).toEqual(["patchcord_jobs_lag_seconds{account}"]);
});

test("no label names an account, a number or an id", () => {
  const labels = [...series.values()].flatMap((names) => [...names]);
  expect(labels.filter((label) => /account|number|phone|client|flow|endpoint|_id$/.test(label))).toEqual([]);
});

test("every metric of ours is on the dashboard", () => {
  const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n");
  const ours = [...series.keys()].filter((name) => name.startsWith("patchcord_") && !/_(sum|count)$/.test(name));
  expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
});

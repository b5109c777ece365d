import lighthouse, { desktopConfig, type Flags, type Result } from "lighthouse";
import { freePort } from "../../scripts/postgres.mjs";
import { table } from "../table";
import {
  baseURL,
  callProcedure,
  openBrowser,
  openContext,
  openDebuggableBrowser,
  publishedFlow,
  signedIn,
} from "./browser";

/**
 * `npm run bench:pages`: Lighthouse's accessibility and performance of every page, desktop preset. Performance is the
 * median of some runs; what accessibility finds is listed.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
/** Chromium's trace sometimes lacks the navigation (NO_NAVSTART), and Lighthouse asks to run again. */
const TRIES = 3;
const AIMS = { accessibility: 100, performance: 90 };

type Score = { performance: number; accessibility: number; findings: string[]; paint: number; blocked: number };

const port = await freePort();
const measured = await openDebuggableBrowser(port);
const browser = await openBrowser();
const context = await openContext(browser);
const scores = new Map<string, Score>();

await score("/signin", "");
const page = await signedIn(context);
const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
const flow = await publishedFlow(page);
for (const path of [
  "/flows",
  `/flows/${flow}`,
  "/interactions",
  `/interactions/${await anInteraction()}`,
  "/interactions/callbacks",
  "/phone",
  "/docs/api",
  "/admin/account",
  "/admin/numbers",
  "/admin/carriers",
  "/admin/ring-groups",
  "/admin/prompts",
  "/admin/calendars",
  "/admin/connections",
  await firstLinked("/admin/connections"),
  "/admin/functions",
  await firstLinked("/admin/functions"),
  "/admin/salesforce",
  "/admin/buttons",
  "/admin/clients",
  "/admin/users",
  "/admin/privacy",
  "/admin/jobs",
  "/admin/audit",
])
  await score(path, cookie);
await browser.close();
await measured.close();

const rows = [...scores].map(([path, { accessibility, performance, paint, blocked }]) => [
  ...[path, String(accessibility), String(performance), `${paint.toFixed(0)} ms`, `${blocked.toFixed(0)} ms`],
  accessibility >= AIMS.accessibility && performance >= AIMS.performance ? "met" : "not met",
]);
const head = ["page", "accessibility", "performance", "largest paint", "blocked"];
console.log(`\n${table([...head, `≥ ${AIMS.accessibility}, ≥ ${AIMS.performance}`], rows)}`);
for (const [path, { findings }] of scores) for (const finding of findings) console.log(`${path}: ${finding}`);

async function score(path: string, signedInBy: string): Promise<void> {
  const runs: Score[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await audit(path, signedInBy));
  const median = runs.toSorted((a, b) => a.performance - b.performance)[Math.floor(RUNS / 2)]!;
  scores.set(path, median);
  console.log(`${path}: accessibility ${median.accessibility}, performance ${median.performance}`);
}

async function audit(path: string, signedInBy: string): Promise<Score> {
  const flags: Flags = {
    ...{ port, logLevel: "error", onlyCategories: Object.keys(AIMS) },
    ...(signedInBy ? { extraHeaders: { Cookie: signedInBy } } : {}),
  };
  const lhr = await recorded(path, flags);
  if (new URL(lhr.finalDisplayedUrl).pathname !== path) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`);
  return {
    performance: percent(lhr, "performance"),
    accessibility: percent(lhr, "accessibility"),
    findings: findingsOf(lhr),
    paint: lhr.audits["largest-contentful-paint"]?.numericValue ?? 0,
    blocked: lhr.audits["total-blocking-time"]?.numericValue ?? 0,
  };
}

async function recorded(path: string, flags: Flags): Promise<Result> {
  for (let run = 1; ; run++) {
    const ran = await lighthouse(`${baseURL}${path}`, flags, desktopConfig);
    if (ran && !ran.lhr.runtimeError) return ran.lhr;
    if (run === TRIES || ran?.lhr.runtimeError?.code !== "NO_NAVSTART")
      throw new Error(`${path}: ${ran?.lhr.runtimeError?.message}`);
  }
}

function percent({ categories }: Result, category: string): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

function findingsOf({ categories, audits }: Result): string[] {
  const ids = categories.accessibility?.auditRefs.map(({ id }) => id) ?? [];
  return ids.flatMap((id) => {
    const audit = audits[id];
    if (audit?.score !== 0) return [];
    const items = audit.details?.type === "table" ? audit.details.items : [];
    const nodes = items.map(({ node }) => (node as { selector?: string } | undefined)?.selector ?? "");
    return [`${id}: ${nodes.join(", ")}`];
  });
}

/** Starts an interaction that calls the test phones; returns its id. */
async function anInteraction(): Promise<string> {
  const numbers = { contact_1: "+12025550140", contact_2: "+12025550141" };
  const started = await callProcedure<{ interaction: string }>(page, "flows.tryIt", { id: flow, arguments: numbers });
  return started.interaction;
}

/** The address of the first row that a list links to. */
async function firstLinked(list: string): Promise<string> {
  await page.goto(list);
  const link = page.locator(`tbody a[href^="${list}/"]`).first();
  return (await link.getAttribute("href")) ?? list;
}

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, describe, expect, it } from "vitest";
import { testDir } from "../support/cluster";

const root = path.resolve(import.meta.dirname, "../..");
const config = createRequire(import.meta.url)(path.join(root, ".dependency-cruiser.cjs"));
const SOURCES = [
  "app",
  "components",
  "engine",
  "server",
  "prisma",
  "tests",
  "bench",
  "cli",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
];
/** Without TypeScript's own API the cruiser silently skips every .ts file: then it sees far fewer than this. */
const MIN_MODULES = 50;

async function check(baseDir: string, sources: string[]): Promise<ICruiseResult> {
  const tsConfig = { fileName: path.join(root, "tsconfig.json") };
  const { output } = await cruise(sources, {
    ...config.options,
    tsConfig,
    baseDir,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  });
  return output as ICruiseResult;
}

/** One file each that breaks one rule, and what it imports. */
const PLANTED: { rule: string; files: Record<string, string> }[] = [
  { rule: "no-cycles", files: { "server/a/one.ts": 'import "./two";', "server/a/two.ts": 'import "./one";' } },
  { rule: "engine-is-pure", files: { "engine/clock.ts": 'import "node:fs";' } },
  {
    rule: "flow-component-is-pure",
    files: { "components/flow/x/step.ts": 'import "../../../engine/limits";', "engine/limits.ts": "export {};" },
  },
  {
    rule: "flow-component-editor-is-ui",
    files: { "components/flow/x/editor.tsx": 'import "../../canvas/y";', "components/canvas/y.ts": "export {};" },
  },
  {
    rule: "flow-components-only-via-registry",
    files: { "server/a/b.ts": 'import "../../components/flow/x/step";', "components/flow/x/step.ts": "export {};" },
  },
  {
    rule: "browser-imports-server-types-only",
    files: { "components/ui/b.ts": 'import "../../server/platform/env";', "server/platform/env.ts": "export {};" },
  },
  {
    rule: "command-line-knows-engine-and-http",
    files: { "cli/push.ts": 'import type {} from "../server/a";', "server/a.ts": "export {};" },
  },
  { rule: "nothing-imports-app", files: { "server/a/b.ts": 'import "../../app/page";', "app/page.ts": "export {};" } },
  {
    rule: "ui-knows-no-domain",
    files: { "components/ui/b.ts": 'import "../../engine/limits";', "engine/limits.ts": "export {};" },
  },
  { rule: "graph-library-only-in-canvas", files: { "components/ui/b.ts": 'import "@xyflow/react";' } },
  { rule: "carrier-sdk-only-in-its-adapter", files: { "server/a/b.ts": 'import "twilio";' } },
  {
    rule: "adapters-only-from-wiring",
    files: { "server/a/b.ts": 'import "../carriers/x";', "server/carriers/x.ts": "export {};" },
  },
  {
    rule: "carriers-know-ports",
    files: { "server/carriers/x.ts": 'import "../platform/db";', "server/platform/db.ts": "export {};" },
  },
  {
    rule: "runtime-knows-engine-and-ports",
    files: { "server/runtime/x.ts": 'import "../storage/store";', "server/storage/store.ts": "export {};" },
  },
  {
    rule: "platform-knows-no-domain",
    files: { "server/platform/x.ts": 'import "../flows/data";', "server/flows/data.ts": "export {};" },
  },
  {
    rule: "doors-know-no-other-door",
    files: { "server/trpc/x.ts": 'import "../rest/kit";', "server/rest/kit.ts": "export {};" },
  },
  {
    rule: "nobody-inside-knows-a-door",
    files: { "server/flows/b.ts": 'import "../rest/kit";', "server/rest/kit.ts": "export {};" },
  },
  {
    rule: "storage-starts-nothing",
    files: { "server/storage/x.ts": 'import "../runtime/dispatch";', "server/runtime/dispatch.ts": "export {};" },
  },
  {
    rule: "sandbox-carrier-stands-alone",
    files: { "server/sandbox-carrier/x.ts": 'import "../platform/env";', "server/platform/env.ts": "export {};" },
  },
  {
    rule: "sandbox-carrier-is-nobodys-library",
    files: { "server/a/b.ts": 'import "../sandbox-carrier/x";', "server/sandbox-carrier/x.ts": "export {};" },
  },
  {
    rule: "database-only-in-storage-and-data-files",
    files: { "server/a/b.ts": 'import "../platform/db";', "server/platform/db.ts": "export {};" },
  },
  { rule: "next-only-at-the-edge", files: { "server/a/b.ts": 'import "next/headers";' } },
  { rule: "tracing-sdk-only-when-asked-for", files: { "server/a/b.ts": 'import "@opentelemetry/api";' } },
];

describe("borders", () => {
  const skeleton = path.join(testDir, "planted");
  afterAll(() => rmSync(skeleton, { recursive: true, force: true }));

  it("holds in this tree", async () => {
    const { summary, modules } = await check(
      root,
      SOURCES.filter((source) => existsSync(path.join(root, source))),
    );
    expect(modules.filter((module) => /\.tsx?$/.test(module.source)).length).toBeGreaterThan(MIN_MODULES);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it.each(PLANTED)("catches a planted violation of $rule", async ({ rule, files }) => {
    rmSync(skeleton, { recursive: true, force: true });
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(skeleton, file)), { recursive: true });
      writeFileSync(path.join(skeleton, file), text);
    }
    const { summary } = await check(skeleton, [
      ...new Set(Object.keys(files).map((file) => file.split("/")[0] as string)),
    ]);
    expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
  });

  it("has a planted violation for every rule", () => {
    const rules: string[] = config.forbidden.map((rule: { name: string }) => rule.name);
    expect(PLANTED.map(({ rule }) => rule).sort()).toEqual(rules.sort());
  });
});

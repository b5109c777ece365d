// next build, and esbuild for what runs beside it: no TypeScript runner in production. Rebuilds when a source changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { bundle, bundleForPages } from "./bundle.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SOURCES = [
  "app",
  "components",
  "engine",
  "server",
  "prisma/seed",
  "prisma/schema.prisma",
  "public",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "proxy.ts",
];
const CONFIGS = [
  ...["next.config.mjs", "package-lock.json", "postcss.config.mjs", "tsconfig.json"],
  ...["scripts/build.mjs", "scripts/bundle.mjs"],
];

/** What pages of any site load, by the name it gets in dist/. */
const BUTTON = { file: "button.js", entry: "components/website-button/main.ts" };

/** Programs beside Next, by the name they get in dist/. */
const PROGRAMS = {
  front: "server/http/main.ts",
  pages: "server/http/pages/main.ts",
  worker: "server/worker/main.ts",
  "sandbox-carrier": "server/sandbox-carrier/main.ts",
  "function-sandbox": "server/resources/functions/sandbox/main.ts",
  "calendar-reader": "server/resources/calendars/ics/main.ts",
  seed: "prisma/seed/demo.ts",
  account: "server/resources/accounts/main.ts",
  keys: "server/resources/access-tokens/main.ts",
  prices: "server/resources/prices/main.ts",
  backtest: "server/reports/backtests/main.ts",
  replay: "server/reports/replay/main.ts",
  "reports-rebuild": "server/reports/projection/main.ts",
};

/**
 * Builds what changed: the programs in a second or two, the pages in a minute or two. `dist` and `nextDir` are relative to
 * the root. Says whether it built.
 */
export async function build({ dist = "dist", nextDir = ".next", next = true } = {}) {
  const programs = await buildPrograms(dist);
  const pages = next && (await buildPages(nextDir));
  return programs || pages;
}

export async function buildPrograms(dist = "dist") {
  const mark = path.join(root, dist, "source-hash");
  const hash = sourceHash();
  if (isMarked(mark, hash)) return false;
  mkdirSync(path.join(root, dist), { recursive: true });
  await bundle(PROGRAMS, dist);
  writeFileSync(path.join(root, dist, BUTTON.file), await bundleForPages(BUTTON.entry));
  writeFileSync(mark, hash);
  return true;
}

export function arePagesBuilt(nextDir = ".next") {
  return isMarked(path.join(root, nextDir, "source-hash"), sourceHash());
}

/** Rejects with what Next printed. Ends the build when this process ends. */
export async function buildPages(nextDir = ".next") {
  if (arePagesBuilt(nextDir)) return false;
  const hash = sourceHash();
  // Next removes the mark of the build before with everything else in its folder.
  const building = spawn(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NEXT_DIST_DIR: nextDir, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => building.kill("SIGKILL");
  process.once("exit", end);
  const [printed, code] = await Promise.all([readAll(building.stdout, building.stderr), ended(building)]);
  process.off("exit", end);
  if (code !== 0) throw new Error(`next build failed:\n${printed}`);
  writeFileSync(path.join(root, nextDir, "source-hash"), hash);
  return true;
}

function isMarked(mark, hash) {
  return existsSync(mark) && readFileSync(mark, "utf8") === hash;
}

async function readAll(...streams) {
  return (await Promise.all(streams.map(text))).join("\n");
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

function sourceHash() {
  const hash = createHash("sha256");
  const add = (file) => hash.update(file).update(readFileSync(path.join(root, file)));
  for (const source of SOURCES) {
    if (!existsSync(path.join(root, source))) continue;
    const entries = source.includes(".")
      ? [source]
      : readdirSync(path.join(root, source), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    for (const file of entries.sort()) add(file);
  }
  for (const config of CONFIGS) add(config);
  return hash.digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await build()) ? "built" : "up to date");

// next build, and esbuild for what runs beside it: no TypeScript runner in production. Rebuilds when a source changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

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
  "proxy.ts",
];
const CONFIGS = ["next.config.mjs", "package-lock.json", "postcss.config.mjs", "tsconfig.json", "scripts/build.mjs"];

/** Programs beside Next, by the name they get in dist/. */
export const PROGRAMS = {
  front: "server/http/main.ts",
  worker: "server/worker/main.ts",
  "sandbox-carrier": "server/sandbox-carrier/main.ts",
  "function-sandbox": "server/resources/functions/sandbox/main.ts",
  seed: "prisma/seed/demo.ts",
  account: "server/resources/accounts/main.ts",
  replay: "server/reports/replay/main.ts",
};

/** Builds what changed. `dist` and `nextDir` are relative to the root. Says whether it built. */
export async function build({ dist = "dist", nextDir = ".next", next = true, programs = PROGRAMS } = {}) {
  const mark = path.join(root, dist, "source-hash");
  const hash = sourceHash();
  const built =
    existsSync(mark) &&
    readFileSync(mark, "utf8") === hash &&
    (!next || existsSync(path.join(root, nextDir, "BUILD_ID")));
  if (built) return false;
  mkdirSync(path.join(root, dist), { recursive: true });
  await bundle(programs, dist);
  if (next) {
    const made = spawnSync(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NEXT_DIST_DIR: nextDir, NEXT_TELEMETRY_DISABLED: "1" },
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(`next build failed:\n${made.stdout}\n${made.stderr}`);
  }
  writeFileSync(mark, hash);
  return true;
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

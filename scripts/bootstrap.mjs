// Runs before anything is installed, on whatever Node the machine has: built-ins only. Installs what is missing, then
// hands over to the bundled Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Where the local start keeps its database and secrets. The tests have another, beside a running product. */
export const dataDir = process.env.PATCHCORD_DATA ?? path.join(root, ".patchcord");
export const bundledBin = path.join(root, "node_modules", ".bin");
const bundledNode = path.join(bundledBin, "node");

const digest = (file) =>
  createHash("sha256")
    .update(readFileSync(path.join(root, file)))
    .digest("hex");

/** Runs `stamp`'s work only when the file it depends on has changed since. */
function whenChanged(stamp, file, work) {
  const mark = path.join(root, "node_modules", stamp);
  const now = digest(file);
  if (existsSync(mark) && readFileSync(mark, "utf8") === now) return;
  work();
  writeFileSync(mark, now);
}

function mustRun(command, args, env = process.env) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env });
  if (status !== 0) {
    console.error(`\n${command} ${args.join(" ")} failed. See above; then try again.`);
    process.exit(1);
  }
}

export function ensureInstalled() {
  whenChanged(".patchcord-lock", "package-lock.json", () => {
    console.log("Installing packages (once, about half a minute) …");
    mustRun("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
  whenChanged(".patchcord-schema", "prisma/schema.prisma", () => {
    const prisma = path.join(root, "node_modules", "prisma", "build", "index.js");
    // Any address will do: generating reads none.
    mustRun(node(), [prisma, "generate"], { ...process.env, DATABASE_URL: "postgresql://nobody@127.0.0.1/none" });
  });
}

/** The bundled Node where there is one for this platform; elsewhere the machine's own, which must be 24 or newer. */
export function node() {
  if (existsSync(bundledNode)) return bundledNode;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  console.error("There is no bundled Node.js for this platform: install Node.js 24 or newer, then try again.");
  process.exit(1);
}

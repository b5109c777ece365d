// Secrets the local start makes up once and keeps: .patchcord/env, for the owner's eyes only.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const hex = () => randomBytes(32).toString("hex");
const SECRETS = {
  NEXTAUTH_SECRET: hex,
  ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
  BACKGROUND_SECRET: hex,
  METRICS_TOKEN: hex,
  SANDBOX_CONTROL_SECRET: hex,
};

/**
 * Secrets by variable name: those of the environment win, then those kept in `dir`/env, then new ones, which are kept.
 * Where the environment has them all, nothing is written: an image's files are not the process's to write.
 */
export function keptSecrets(dir) {
  const file = path.join(dir, "env");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const kept = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  // The sandbox carrier runs beside the embedded database only.
  const needed = Object.keys(SECRETS).filter((name) => name !== "SANDBOX_CONTROL_SECRET" || !process.env.DATABASE_URL);
  const missing = needed.filter((name) => !kept[name] && !process.env[name]);
  for (const name of missing) kept[name] = SECRETS[name]();
  if (missing.length > 0) {
    mkdirSync(dir, { recursive: true });
    const text = Object.entries(kept).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, text.join(""), { mode: 0o600 });
  }
  for (const name of Object.keys(kept)) kept[name] = process.env[name] || kept[name];
  return kept;
}

/**
 * What accounts of the demo world may reach at this machine (OUTBOUND_ALLOW), and nothing else that runs here: the sandbox
 * carrier, the product's own API, which the demo's connection asks, and the example website, which is told of events.
 */
export function ownPlaces(port, sandboxPort) {
  const website = process.env.WEBSITE_PORT ?? 3300;
  return [sandboxPort, port, website].map((one) => `127.0.0.1:${one}`);
}

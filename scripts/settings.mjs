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

/** Secrets by variable name: those of the environment win, then those kept in `dir`/env, then new ones, which are kept. */
export function keptSecrets(dir) {
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, "env");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const kept = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  for (const [name, make] of Object.entries(SECRETS)) kept[name] ??= make();
  writeFileSync(
    file,
    Object.entries(kept)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
    { mode: 0o600 },
  );
  for (const name of Object.keys(kept)) if (process.env[name]) kept[name] = process.env[name];
  return kept;
}

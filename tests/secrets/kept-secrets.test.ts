import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptSecrets } from "../../scripts/settings.mjs";
import { testDir } from "../support/cluster";

const NAMES = ["NEXTAUTH_SECRET", "ENCRYPTION_KEY", "BACKGROUND_SECRET", "METRICS_TOKEN", "SANDBOX_CONTROL_SECRET"];
let dir: string;
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(testDir, "kept-")), "data");
  for (const name of [...NAMES, "DATABASE_URL"]) vi.stubEnv(name, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(path.dirname(dir), { recursive: true });
});
const written = () => readFileSync(path.join(dir, "env"), "utf8");

test("a missing secret is generated once, readable by the owner only, and kept", () => {
  const first = keptSecrets(dir);
  expect(Object.keys(first)).toEqual(NAMES);
  expect(new Set(Object.values(first)).size).toBe(NAMES.length);
  expect(statSync(path.join(dir, "env")).mode & 0o777).toBe(0o600);
  expect(keptSecrets(dir)).toEqual(first);
});

test("a secret of the environment is used first, and written nowhere", () => {
  vi.stubEnv("METRICS_TOKEN", "from the environment");
  expect(keptSecrets(dir).BACKGROUND_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(written()).not.toContain("METRICS_TOKEN");
});

test("a secret set in the environment later replaces the generated one", () => {
  keptSecrets(dir);
  const kept = written();
  vi.stubEnv("METRICS_TOKEN", "from the environment");
  expect(keptSecrets(dir).METRICS_TOKEN).toBe("from the environment");
  expect(written()).toBe(kept);
});

test("with all secrets in the environment no folder is written", () => {
  vi.stubEnv("DATABASE_URL", "postgresql://elsewhere/patchcord");
  for (const name of NAMES.slice(0, 4)) vi.stubEnv(name, "given");
  expect(keptSecrets(dir)).toEqual({});
  expect(existsSync(dir)).toBe(false);
});

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

test("what nobody gave is made once, for the owner's eyes only, and stays", () => {
  const first = keptSecrets(dir);
  expect(Object.keys(first)).toEqual(NAMES);
  expect(new Set(Object.values(first)).size).toBe(NAMES.length);
  expect(statSync(path.join(dir, "env")).mode & 0o777).toBe(0o600);
  expect(keptSecrets(dir)).toEqual(first);
});

test("what the environment gives wins, and is written nowhere", () => {
  vi.stubEnv("METRICS_TOKEN", "from the environment");
  expect(keptSecrets(dir).BACKGROUND_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(written()).not.toContain("METRICS_TOKEN");
});

test("one that comes later wins over what was kept", () => {
  keptSecrets(dir);
  const kept = written();
  vi.stubEnv("METRICS_TOKEN", "from the environment");
  expect(keptSecrets(dir).METRICS_TOKEN).toBe("from the environment");
  expect(written()).toBe(kept);
});

test("a deployment that gives all of its own needs no folder to write to", () => {
  vi.stubEnv("DATABASE_URL", "postgresql://elsewhere/patchcord");
  for (const name of NAMES.slice(0, 4)) vi.stubEnv(name, "given");
  expect(keptSecrets(dir)).toEqual({});
  expect(existsSync(dir)).toBe(false);
});

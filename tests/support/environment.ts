import { randomBytes } from "node:crypto";
import path from "node:path";
import { testDir } from "./cluster";

/** A complete, checked environment for product code that runs inside a test process. Set before anything reads it. */
export function setEnvironment(values: Record<string, string>): void {
  const { ENCRYPTION_KEY } = process.env;
  Object.assign(process.env, {
    NEXTAUTH_SECRET: randomBytes(16).toString("hex"),
    // Files that share a database share its key, too.
    ENCRYPTION_KEY: ENCRYPTION_KEY ?? randomBytes(32).toString("base64"),
    BACKGROUND_SECRET: randomBytes(16).toString("hex"),
    METRICS_TOKEN: randomBytes(16).toString("hex"),
    OUTBOUND_ALLOW: "127.0.0.1",
    LOG_LEVEL: "error",
    WORKER: "off",
    PATCHCORD_DIST: path.join(testDir, "programs"),
    ...values,
  });
}

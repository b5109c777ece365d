import path from "node:path";
import { bundle } from "../../scripts/bundle.mjs";
import { testDir } from "./cluster";

/** Once for a whole run: the program that functions run in. */
export default async function setUp(): Promise<void> {
  await bundle({ "function-sandbox": "server/resources/functions/sandbox/main.ts" }, path.join(testDir, "programs"));
}

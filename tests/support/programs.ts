import path from "node:path";
import { bundle } from "../../scripts/bundle.mjs";
import { testDir } from "./cluster";

/** Once for a whole run: the programs that the product starts beside itself. */
export default async function setUp(): Promise<void> {
  const programs = {
    "function-sandbox": "server/resources/functions/sandbox/main.ts",
    "calendar-reader": "server/resources/calendars/ics/main.ts",
  };
  await bundle(programs, path.join(testDir, "programs"));
}

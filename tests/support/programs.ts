import { writeFileSync } from "node:fs";
import path from "node:path";
import { bundle, bundleForPages } from "../../scripts/bundle.mjs";
import { testDir } from "./cluster";

/** Once for a whole run: the programs that the product starts beside itself. */
export default async function setUp(): Promise<void> {
  const programs = {
    "function-sandbox": "server/resources/functions/sandbox/main.ts",
    "calendar-reader": "server/resources/calendars/ics/main.ts",
  };
  const folder = path.join(testDir, "programs");
  await bundle(programs, folder);
  writeFileSync(path.join(folder, "button.js"), await bundleForPages("components/website-button/main.ts"));
}

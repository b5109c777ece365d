import { existsSync } from "node:fs";
import path from "node:path";
import { PlainError } from "./logged-error";

/**
 * The path of a program that scripts/build.mjs has built: beside the one that runs here (dist/front.mjs, dist/worker.mjs), else in the
 * build folder, where `next dev` and serverless hosts find it. Throws where it was not built.
 */
export function builtProgram(name: string): string {
  const folders = [path.dirname(process.argv[1] ?? ""), process.env.PATCHCORD_DIST ?? "dist"];
  const found = folders.map((folder) => path.resolve(/* turbopackIgnore: true */ folder, name)).find(existsSync);
  if (!found) throw new PlainError(`${name} is in none of ${folders.join(", ")}: run npm run build.`);
  return found;
}

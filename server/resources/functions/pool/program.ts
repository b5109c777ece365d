import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const NAME = "function-sandbox.mjs";

/**
 * The built program of a pool process: beside the program that runs here (dist/front.mjs, dist/worker.mjs), else in the
 * build's folder, where `next dev` and serverless hosts find it. Throws if nobody has built it.
 */
export function sandboxProgram(): string {
  const folders = [path.dirname(process.argv[1] ?? ""), process.env.PATCHCORD_DIST ?? "dist"];
  const found = folders.map((folder) => path.resolve(/* turbopackIgnore: true */ folder, NAME)).find(existsSync);
  if (!found) throw new Error(`${NAME} is in none of ${folders.join(", ")}: run npm run build.`);
  return found;
}

/**
 * What Node lets the process do: read its own code and load the isolates' library, no more. No other file, no process, no
 * worker. Machine code is never made at run time (`jitless`): what breaks out of V8 most often breaks out of its compilers.
 * It costs a hot loop a factor of 4.5 and an ordinary function nothing (Node 24).
 */
export function sandboxFlags(program: string): string[] {
  const library = path.dirname(createRequire(program).resolve("isolated-vm/package.json"));
  const readable = [program, library, path.join(path.dirname(library), "node-gyp-build"), "/etc/alpine-release"];
  return [
    "--no-node-snapshot",
    "--jitless",
    "--no-warnings",
    "--permission",
    "--allow-addons",
    ...readable.map((place) => `--allow-fs-read=${place}`),
  ];
}

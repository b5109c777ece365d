import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const NAME = "function-sandbox.mjs";

/**
 * The path of a pool process's built program: beside the program that runs here (dist/front.mjs, dist/worker.mjs), else in the build
 * folder, where `next dev` and serverless hosts find it. Throws where it was not built.
 */
export function sandboxProgram(): string {
  const folders = [path.dirname(process.argv[1] ?? ""), process.env.PATCHCORD_DIST ?? "dist"];
  const found = folders.map((folder) => path.resolve(/* turbopackIgnore: true */ folder, NAME)).find(existsSync);
  if (!found) throw new Error(`${NAME} is in none of ${folders.join(", ")}: run npm run build.`);
  return found;
}

/**
 * Node flags that let the process read its own code and load the isolates' library, and forbid every other file, processes and
 * workers. `jitless` makes V8 compile nothing at run time, since most escapes from V8 go through its compilers; a hot loop takes 4.5
 * times as long with it, an ordinary function no longer (Node 24).
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

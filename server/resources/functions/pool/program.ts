import { createRequire } from "node:module";
import path from "node:path";
import { builtProgram } from "../../../platform/built-program";

/** The path of a pool process's built program. Throws where it was not built. */
export const sandboxProgram = () => builtProgram("function-sandbox.mjs");

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

// `node scripts/run.mjs <name> …`: installs what is missing on the machine's own Node, then runs scripts/<name>.mjs on the
// bundled one. Without a name it installs and no more: an image's layer that changes with the packages alone.
import { spawn } from "node:child_process";
import path from "node:path";
import { bundledBin, ensureInstalled, node, root } from "./bootstrap.mjs";

const [name, ...args] = process.argv.slice(2);
ensureInstalled();
if (name) run(name, args);

function run(script, scriptArgs) {
  const child = spawn(node(), [path.join(root, "scripts", `${script}.mjs`), ...scriptArgs], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bundledBin}${path.delimiter}${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" },
  });
  // Ctrl-C reaches the child by itself, SIGTERM only us; either way the child decides when all is down.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

// `npm start`: installs what is missing on the machine's own Node, then starts everything on the bundled one.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled, node, root } from "./bootstrap.mjs";

ensureInstalled();
const child = spawn(node(), [path.join(root, "scripts", "launch.mjs"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
// Ctrl-C reaches the child by itself, SIGTERM only us; either way the child decides when all is down.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

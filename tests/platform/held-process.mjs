// Says by a file that it has begun, waits for the file "go", then answers with what it was given.
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

process.once("message", ({ folder, answer }) => {
  writeFileSync(path.join(folder, `begun-${process.pid}`), "");
  if (answer === "crash") throw new Error("crash");
  if (answer === "end") process.exit(0);
  if (answer === "fill") for (const all = []; ; ) all.push(new Array(1000).fill(all.length));
  const tick = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(path.join(folder, "go"))) Atomics.wait(tick, 0, 0, 10);
  process.send(answer);
});

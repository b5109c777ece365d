// Says that it has begun, waits until it is let go, then answers with what it was given.
import { parentPort, workerData } from "node:worker_threads";

const { flags, answer } = workerData;
Atomics.add(flags, 0, 1);
Atomics.notify(flags, 0);
if (answer === "crash") throw new Error("crash");
if (answer === "end") process.exit(0);
if (answer === "fill") for (const all = []; ; ) all.push(new Array(1000).fill(all.length));
Atomics.wait(flags, 1, 0);
parentPort.postMessage(answer);

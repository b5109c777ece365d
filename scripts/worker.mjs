import { handOver } from "./bootstrap.mjs";

handOver("run-worker.mjs");

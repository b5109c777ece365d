import { handOver } from "./bootstrap.mjs";

handOver("run-replay.mjs");

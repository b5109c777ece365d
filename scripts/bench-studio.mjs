import { handOver } from "./bootstrap.mjs";

handOver("run-bench-studio.mjs");

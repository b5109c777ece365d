import { handOver } from "./bootstrap.mjs";

handOver("run-crash.mjs");

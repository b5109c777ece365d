import { handOver } from "./bootstrap.mjs";

handOver("run-schema.mjs");

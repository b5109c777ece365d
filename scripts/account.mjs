import { handOver } from "./bootstrap.mjs";

handOver("run-account.mjs");

// `npm test`: does its own set-up, then hands over to the bundled Node.
import { handOver } from "./bootstrap.mjs";

handOver("run-tests.mjs");

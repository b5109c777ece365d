// `npm run test:production`: the production shape, on the bundled Node.
import { handOver } from "./bootstrap.mjs";

handOver("run-production-tests.mjs");

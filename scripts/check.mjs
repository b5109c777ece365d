// `npm run check`: types, lint, borders and the quick tests of what changed, on the bundled Node.
import { handOver } from "./bootstrap.mjs";

handOver("run-check.mjs");

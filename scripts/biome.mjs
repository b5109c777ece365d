// Biome from its platform package: the umbrella package lists builds that are not in every registry, and `npm ci` then fails.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const binary = createRequire(import.meta.url).resolve(`@biomejs/cli-${process.platform}-${process.arch}/biome`);
process.exit(spawnSync(binary, process.argv.slice(2), { stdio: "inherit" }).status ?? 1);

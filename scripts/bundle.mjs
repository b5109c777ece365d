// Bundles TypeScript programs of the tests and the bench, as the build does for production.
import { build } from "esbuild";

/** `programs`: entry file by the name of the .mjs it becomes in `outdir`. */
export async function bundle(programs, outdir) {
  await build({
    entryPoints: Object.entries(programs).map(([out, entry]) => ({ in: entry, out })),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "error",
  });
}

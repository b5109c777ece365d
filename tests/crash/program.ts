import path from "node:path";
import { build } from "esbuild";
import { testDir } from "../support/cluster";

/** Bundles the product's crash process; returns the folder it is in. */
export async function bundleProduct(): Promise<string> {
  const outdir = path.join(testDir, "programs");
  await build({
    entryPoints: [{ in: path.join(import.meta.dirname, "product.ts"), out: "product" }],
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
  return outdir;
}

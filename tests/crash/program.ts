import path from "node:path";
import { bundle } from "../../scripts/bundle.mjs";
import { testDir } from "../support/cluster";

/** Bundles the product's crash process; returns the folder it is in. */
export async function bundleProduct(): Promise<string> {
  const outdir = path.join(testDir, "programs");
  await bundle({ product: "tests/crash/product.ts" }, outdir);
  return outdir;
}

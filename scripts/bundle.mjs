// Bundles TypeScript programs into plain modules that Node runs; packages stay outside.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** One script for any site's pages: everything it needs is in it, as small as it goes. Gives the text. */
export async function bundleForPages(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    write: false,
    bundle: true,
    minify: true,
    platform: "browser",
    target: ["chrome105", "firefox110", "safari16.4"],
    format: "iife",
    legalComments: "none",
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
  return outputFiles[0].text;
}

/** The command line as one file that needs nothing but Node, at `outfile`. */
export async function bundleCommandLine(outfile) {
  await build({
    absWorkingDir: root,
    entryPoints: ["cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    minifySyntax: true,
    legalComments: "linked",
    // Packages that are not modules ask for Node's own by `require`.
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
}

/** `programs`: entry file by the name of the .mjs it becomes in `outdir`; paths are relative to the root. */
export async function bundle(programs, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: Object.entries(programs).map(([out, entry]) => ({ in: entry, out })),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
}

// The simulation as one program: the product's modules as they are, but for its sockets and the ids of a library with a counter of its own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { root } from "./bootstrap.mjs";

const world = (name) => path.join(root, "tests/simulation/world", name);

/** @param {{ file: string, from: string, to: string }[]} changes planted bugs: each text stands in its file exactly once */
export async function bundleSimulation(outfile, changes = []) {
  await build({
    absWorkingDir: root,
    entryPoints: ["tests/simulation/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
    tsconfig: "tsconfig.json",
    plugins: [ports, planted(changes)],
  });
  return outfile;
}

const ports = {
  name: "ports of the world",
  setup(bundle) {
    bundle.onResolve({ filter: /^uuid$/ }, ({ importer }) =>
      importer === world("uuid.ts") ? undefined : { path: world("uuid.ts") },
    );
    bundle.onResolve({ filter: /(^|\/)(outbound\/)?request$/ }, ({ path: asked, importer, resolveDir }) => {
      const file = asked.startsWith("@/") ? path.join(root, asked.slice(2)) : path.resolve(resolveDir, asked);
      const isSockets = file === path.join(root, "server/platform/outbound/request");
      return isSockets && importer !== world("outbound.ts") ? { path: world("outbound.ts") } : undefined;
    });
  },
};

function planted(changes) {
  return {
    name: "planted bugs",
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const here = changes.filter((change) => path.join(root, change.file) === file);
        if (here.length === 0) return undefined;
        const contents = here.reduce(
          (text, { from, to }) => {
            if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
            return text.replace(from, () => to);
          },
          readFileSync(file, "utf8"),
        );
        return { contents, loader: "ts" };
      });
    },
  };
}

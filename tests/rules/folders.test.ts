import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const HOUSE = ["app", "cli", "components", "engine", "server"];

type Import = [from: string, to: string];

/** Every import between two files of the house, types included. */
async function imports(): Promise<Import[]> {
  const { output } = await cruise(HOUSE, {
    baseDir: root,
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(root, "tsconfig.json") },
  });
  return (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }): Import => [source, resolved]),
  );
}

/** The folders that import each other in a circle, where the paths are cut after `depth` folders. */
function circles(all: readonly Import[], depth: number): string[][] {
  const folderOf = (file: string) => path.dirname(file).split("/").slice(0, depth).join("/");
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of all) {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a !== b) graph.set(a, (graph.get(a) ?? new Set()).add(b));
  }
  const reaches = (start: string): Set<string> => {
    const seen = new Set<string>();
    const next = [...(graph.get(start) ?? [])];
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      next.push(...(graph.get(folder) ?? []));
    }
    return seen;
  };
  const reached = new Map([...graph.keys()].map((folder) => [folder, reaches(folder)]));
  const inCircle = [...graph.keys()].filter((folder) => reached.get(folder)?.has(folder));
  return inCircle.length > 0 ? [inCircle.sort()] : [];
}

const DEPTHS = [1, 2, 3, 4, 5, 6, 7, 8];

test("no folders import each other in a circle, at any depth", async () => {
  const all = (await imports()).filter(([, to]) => HOUSE.some((top) => to.startsWith(`${top}/`)));
  expect(all.length, "the cruiser has seen the house").toBeGreaterThan(3000);
  expect(DEPTHS.flatMap((depth) => circles(all, depth))).toEqual([]);
});

test.each<[string, Import[], string[][]]>([
  [
    "two folders that import each other",
    [
      ["server/a/one.ts", "server/b/two.ts"],
      ["server/b/other.ts", "server/a/more.ts"],
    ],
    [["server/a", "server/b"]],
  ],
  [
    "a folder and the one that holds it",
    [
      ["server/a/one.ts", "server/a/inside/two.ts"],
      ["server/a/inside/three.ts", "server/a/four.ts"],
    ],
    [["server/a", "server/a/inside"]],
  ],
  [
    "three folders, one after the other",
    [
      ["server/a/one.ts", "server/b/two.ts"],
      ["server/b/two.ts", "server/c/three.ts"],
    ],
    [],
  ],
])("tells of %s", (_what, planted, found) => {
  expect(circles(planted, 8)).toEqual(found);
});

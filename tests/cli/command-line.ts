import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { bundleCommandLine } from "../../scripts/bundle.mjs";
import { testDir } from "../support/cluster";

export type Ended = { code: number; out: string; err: string };
export type Folder = {
  path: string;
  /** The package's file. */
  program: string;
  /** Runs `patchcord …` in the folder, as the package's file, with what `login` kept in it. */
  patchcord: (...args: string[]) => Promise<Ended>;
  /** The text of each file in a folder below, by its name. */
  files: (below: string) => Promise<Record<string, string>>;
};

/** The command line as its package has it, in folders of the test's own. `input`: what is typed, or the environment says. */
export async function commandLine(): Promise<(environment?: Record<string, string>) => Promise<Folder>> {
  // Each test file makes its own: another may be running its one at the moment.
  const program = path.join(testDir, "cli", `patchcord-${process.pid}.mjs`);
  await bundleCommandLine(program);
  const made: string[] = [];
  afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));
  return async (environment = {}) => {
    const folder = await mkdtemp(path.join(tmpdir(), "patchcord-cli-"));
    made.push(folder);
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "test",
      PATH: process.env.PATH ?? "",
      HOME: folder,
      XDG_CONFIG_HOME: path.join(folder, ".config"),
      ...environment,
    };
    const patchcord = (...args: string[]) =>
      new Promise<Ended>((resolve) => {
        execFile(process.execPath, [program, ...args], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, out, err) =>
          resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
        );
      });
    const files = async (below: string) => {
      const names = (await readdir(path.join(folder, below))).filter((name) => name.endsWith(".json")).sort();
      const texts = names.map(async (name) => [name, await readFile(path.join(folder, below, name), "utf8")]);
      return Object.fromEntries(await Promise.all(texts));
    };
    return { path: folder, program, patchcord, files };
  };
}

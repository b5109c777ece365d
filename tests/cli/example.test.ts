import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { SCOPES } from "@/server/resources/clients/scopes";
import { testWorld } from "../support/world";
import { commandLine } from "./command-line";

type Workflow = { jobs: Record<string, { steps: { run?: string }[] }> };

const world = await testWorld({ worker: false });

test("the example of a pipeline tests flows, and publishes what is merged, as it stands", async () => {
  await world.database.owner.query("update oauth_client set scopes = $1", [Object.keys(SCOPES)]);
  const {
    path: folder,
    patchcord,
    program,
  } = await (await commandLine())({
    ...{
      PATCHCORD_URL: world.baseUrl,
      PATCHCORD_CLIENT_ID: world.clientId,
      PATCHCORD_CLIENT_SECRET: world.clientSecret,
    },
  });
  await patchcord("pull");
  const file = path.join(folder, "flows", "report-a-problem.flow.json");
  await writeFile(file, (await readFile(file, "utf8")).replace('"ring_seconds": 15', '"ring_seconds": 25'));
  // In place of npx's: the package is not published.
  const bin = path.join(folder, "bin");
  await mkdir(bin);
  await writeFile(path.join(bin, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" "${program}" "$@"\n`);
  await chmod(path.join(bin, "npx"), 0o755);

  const workflow = parse(
    await readFile(path.join(import.meta.dirname, "../../examples/ci/flows.yml"), "utf8"),
  ) as Workflow;
  const runs = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(runs).toHaveLength(3);
  const env: NodeJS.ProcessEnv = {
    ...{ NODE_ENV: "test", PATH: `${bin}:${process.env.PATH}`, HOME: folder, GITHUB_SHA: "4f0c1a" },
    ...{
      PATCHCORD_URL: world.baseUrl,
      PATCHCORD_CLIENT_ID: world.clientId,
      PATCHCORD_CLIENT_SECRET: world.clientSecret,
    },
  };
  for (const run of runs) await promisify(execFile)("sh", ["-ec", run], { cwd: folder, env });
  const { rows } = await world.database.owner.query(
    "select number, note from flow_version where flow_id = $1 and status = 'published'",
    [world.flow],
  );
  expect(rows).toEqual([{ number: 2, note: "4f0c1a" }]);
});

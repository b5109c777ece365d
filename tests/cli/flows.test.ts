import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { EXIT } from "@/cli/output/fault";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SCOPES } from "@/server/resources/clients/scopes";
import { type TestWorld, testWorld } from "../support/world";
import { commandLine, type Folder } from "./command-line";

let world: TestWorld;
let production: World;
let folder: (environment?: Record<string, string>) => Promise<Folder>;
let loggedIn: Folder;

beforeAll(async () => {
  world = await testWorld();
  production = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
  await world.database.owner.query("update oauth_client set scopes = $1", [Object.keys(SCOPES)]);
  folder = await commandLine();
  loggedIn = await folder();
});

const login = (where: Folder, client: World, env: string) =>
  folder({
    XDG_CONFIG_HOME: path.join(where.path, ".config"),
    ...{
      PATCHCORD_URL: world.baseUrl,
      PATCHCORD_CLIENT_ID: client.clientId,
      PATCHCORD_CLIENT_SECRET: client.clientSecret,
    },
  }).then(({ patchcord }) => patchcord("login", "--env", env));

test("a login is kept where only its user may read it, and without one nothing is asked", async () => {
  const { patchcord } = loggedIn;
  expect(await patchcord("flows")).toMatchObject({
    code: EXIT.refused,
    err: expect.stringContaining("patchcord login"),
  });
  for (const [env, client] of [
    ["default", world],
    ["staging", world],
    ["production", production],
  ] as const)
    expect(await login(loggedIn, client, env)).toMatchObject({ code: 0, out: expect.stringContaining("Logged in to") });
  const file = path.join(loggedIn.path, ".config", "patchcord", "credentials.json");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const listed = await patchcord("flows");
  expect(listed).toMatchObject({ code: 0, err: "" });
  expect(listed.out).toMatch(/^Report a problem +version 1$/m);
});

const CALL_FLOWS = path.join(import.meta.dirname, "../calls/flows");
/** Every flow that the call tests run, each under a name of its own. */
const callFlows = readdirSync(CALL_FLOWS).map((file) => {
  const document = JSON.parse(readFileSync(path.join(CALL_FLOWS, file), "utf8")) as { name: string };
  return [file.replace(".json", ""), { ...document, name: `${document.name} (${file})` }] as const;
});

test("every flow of the call tests is pushed, and what is pulled then pushes nothing, byte for byte", async () => {
  const { patchcord, files } = loggedIn;
  await mkdir(path.join(loggedIn.path, "flows"), { recursive: true });
  for (const [slug, document] of callFlows)
    await writeFile(path.join(loggedIn.path, "flows", `${slug}.flow.json`), JSON.stringify(document));
  const made = await patchcord("push");
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.out.match(/: created/g)).toHaveLength(callFlows.length);

  expect(await patchcord("pull")).toMatchObject({ code: 0 });
  const pulled = await files("flows");
  expect(Object.keys(pulled).length).toBeGreaterThan(2 * callFlows.length);
  const pushed = await patchcord("push", "--json");
  expect(new Set(JSON.parse(pushed.out).map(({ did }: { did: string }) => did))).toEqual(new Set(["unchanged"]));
  expect((await patchcord("pull")).out).toContain("nothing is new");
  expect(await files("flows")).toEqual(pulled);
  expect((await patchcord("diff")).out).toBe("");
});

const DEMO = "report-a-problem";
type Document = { description: string; steps: Record<string, { config: Record<string, unknown> }> };
/** Changes the demo flow's file in a folder. */
async function edit(where: Folder, change: (document: Document) => void): Promise<void> {
  const file = path.join(where.path, "flows", `${DEMO}.flow.json`);
  const document = JSON.parse(await readFile(file, "utf8"));
  change(document);
  await writeFile(file, JSON.stringify(document, null, 2));
}

test("of two who push one flow the second is told what the first has changed, and nothing is lost", async () => {
  const [anna, ben] = await Promise.all([folder(), folder()]);
  for (const one of [anna, ben]) {
    await login(one, world, "default");
    await one.patchcord("pull", "Report a problem");
  }
  await edit(anna, (document) => (document.description = "Anna's"));
  await edit(ben, (document) => (document.description = "Ben's"));
  expect((await anna.patchcord("diff")).out).toContain("~ Description");
  expect(await anna.patchcord("push")).toMatchObject({
    code: 0,
    out: expect.stringContaining("Report a problem: changed"),
  });
  const refused = await ben.patchcord("push");
  expect(refused.code).toBe(EXIT.conflict);
  expect(refused.err).toMatch(
    /Changed there:\n.*→ Anna's\nChanged in your file:\n.*→ Ben's\nChanged by both:\n {2}! description\n/,
  );
  expect((await ben.files("flows"))[`${DEMO}.flow.json`]).toContain("Ben's");
  expect(await ben.patchcord("push", "--force")).toMatchObject({ code: 0 });
  expect((await anna.patchcord("diff")).out).toContain("Ben's → Anna's");
});

test("a merge keeps what each has changed, names what both have, and can be pushed then", async () => {
  const [anna, ben] = await Promise.all([folder(), folder()]);
  for (const one of [anna, ben]) {
    await login(one, world, "default");
    await one.patchcord("pull", "Report a problem");
  }
  const ringSeconds = (seconds: number) => (document: Document) =>
    Object.assign(document.steps.call_customer!.config, { ring_seconds: seconds });
  await edit(anna, (document) => (document.description = "Anna's text"));
  await edit(ben, ringSeconds(25));
  expect(await anna.patchcord("push")).toMatchObject({ code: 0 });
  const refused = await ben.patchcord("push");
  expect([refused.code, refused.err]).toEqual([EXIT.conflict, expect.stringContaining("brings both together")]);
  expect(await ben.patchcord("pull", "--merge", "Report a problem")).toMatchObject({ code: 0 });
  const merged = (await ben.files("flows"))[`${DEMO}.flow.json`];
  for (const kept of ["Anna's text", '"ring_seconds": 25']) expect(merged).toContain(kept);
  expect(await ben.patchcord("push")).toMatchObject({ code: 0 });

  await edit(anna, ringSeconds(35));
  const both = await anna.patchcord("pull", "--merge", "Report a problem", "--json");
  expect([both.code, JSON.parse(both.out).conflicts]).toEqual([
    EXIT.conflict,
    [{ flow: "Report a problem", places: ["steps.call_customer.config.ring_seconds"] }],
  ]);
  expect((await anna.files("flows"))[`${DEMO}.flow.json`]).toContain('"ring_seconds": 35');
  expect(await anna.patchcord("push")).toMatchObject({ code: 0 });
});

const PASSES = {
  ...{ name: "Nobody answers", arguments: { contact_1: "+12025550120", contact_2: "+12025550130" } },
  ...{
    customer: { does: "no_answer" },
    expect: { path: "trigger.ok call_customer.no_answer end.", outcome: "ended" },
  },
};

test("tests are files: they run here without a server, travel with the flow, and gate its publishing", async () => {
  const { patchcord, path: where } = loggedIn;
  const file = path.join(where, "flows", `${DEMO}.tests.json`);
  await patchcord("pull", "Report a problem");
  await edit(loggedIn, ({ steps }) => Object.assign(steps.call_customer!.config, { ring_seconds: 20 }));
  await writeFile(file, JSON.stringify([{ ...PASSES, expect: { ...PASSES.expect, outcome: "forwarded" } }]));
  const nobody = await folder();
  const failed = await nobody.patchcord("test", "--dir", path.join(where, "flows"), DEMO);
  expect(failed).toMatchObject({ code: EXIT.failed, out: expect.stringContaining("0 passed, 1 failed") });
  expect(await patchcord("push", DEMO)).toMatchObject({ code: 0 });
  const gated = await patchcord("publish", "Report a problem");
  expect(gated.code).toBe(EXIT.failed);
  expect(gated.err).toContain("Nobody answers");

  await writeFile(file, JSON.stringify([PASSES]));
  expect(await patchcord("test", DEMO)).toMatchObject({ code: 0, out: expect.stringContaining("1 passed, 0 failed") });
  expect((await patchcord("diff", DEMO)).out).toContain("~ test Nobody answers");
  expect(await patchcord("push", DEMO)).toMatchObject({ code: 0 });
  expect((await patchcord("publish", "Report a problem", "-m", "Tested")).out).toContain("published as version 2");
  expect((await patchcord("publish", "Report a problem")).out).toContain("nothing has changed");
  expect((await patchcord("rollback", "Report a problem", "1")).out).toContain("version 1 is published again, as 3");
});

test("a start is followed to its end", async () => {
  const { patchcord } = loggedIn;
  const args = ["--arg", "contact_1=+12025550120", "--arg", "contact_2=+12025550130"];
  const following = patchcord("start", "Report a problem", ...args, "--follow");
  const running = async () =>
    (await world.database.owner.query("select id from interaction where status = 'running'")).rows;
  await expect.poll(running).toHaveLength(1);
  for (const { id } of await running()) await world.untilOver(id);
  const { code, out } = await following;
  expect(out).toContain("call_customer → answered");
  expect(out).toContain("completed: forwarded");
  expect(code).toBe(0);
  expect(await patchcord("start", "Report a problem")).toMatchObject({
    code: EXIT.failed,
    err: expect.stringContaining("contact_1"),
  });
});

test("what a target lacks is said before anything is changed there; names are those that its file gives", async () => {
  const { patchcord, path: where } = loggedIn;
  const promote = ["promote", "--from", "staging", "--to", "production", "Report a problem"];
  const { rows } = await world.database.owner.query("select e164 from number where account_id = $1", [
    production.account,
  ]);
  const other = rows[0].e164 as string;
  await world.database.owner.query("update number set e164 = '+12025550198' where account_id = $1 and e164 = $2", [
    production.account,
    other,
  ]);
  const missing = await patchcord(...promote);
  expect(missing.code).toBe(EXIT.failed);
  expect(missing.err).toContain("Nothing was changed in production");
  await mkdir(path.join(where, "bindings"), { recursive: true });
  await writeFile(
    path.join(where, "bindings", "production.json"),
    JSON.stringify({ number: Object.fromEntries(rows.map(({ e164 }) => [e164, "+12025550198"])) }),
  );
  expect(await patchcord(...promote, "--json")).toMatchObject({ code: 0 });
  const there = await folder();
  await login(there, production, "default");
  await there.patchcord("pull", "Report a problem");
  expect((await there.files("flows"))[`${DEMO}.flow.json`]).toContain("+12025550198");
  expect((await there.files("flows"))[`${DEMO}.tests.json`]).toContain("Nobody answers");
});

test.each([
  ["an unknown command", ["pul"], EXIT.usage, "Did you mean pull"],
  ["a flow that is not there", ["publish", "Nothing"], EXIT.usage, "There is no flow Nothing"],
  ["no flow in the folder", ["test", "--dir", "empty"], EXIT.usage, "patchcord pull"],
  ["an environment nobody logged in to", ["flows", "--env", "nowhere"], EXIT.refused, "patchcord login --env nowhere"],
  ["an argument without a value", ["start", "x", "--arg", "contact_1"], EXIT.usage, "name=value"],
])("%s is said in words, with an exit code of its own", async (_what, args, code, words) => {
  const ended = await loggedIn.patchcord(...args);
  expect(ended).toMatchObject({ code, err: expect.stringContaining(words) });
  expect(ended.err).not.toContain("    at ");
});

test.each<[string, () => string, number, string]>([
  ["a wrong secret", () => world.baseUrl, EXIT.refused, "does not know this client"],
  ["a server that is away", () => "http://127.0.0.1:9", EXIT.unavailable, "does not answer"],
])("%s ends with what is wrong", async (_what, url, code, words) => {
  const { patchcord } = await folder({
    ...{ PATCHCORD_URL: url(), PATCHCORD_CLIENT_ID: world.clientId, PATCHCORD_CLIENT_SECRET: "wrong" },
  });
  expect(await patchcord("flows")).toMatchObject({ code, err: expect.stringContaining(words) });
});

test("a flow file that is none is named with what is wrong in it", async () => {
  const { patchcord, path: where } = await folder();
  await mkdir(path.join(where, "flows"));
  await writeFile(path.join(where, "flows", "odd.flow.json"), '{"patchcord":1,"name":"Odd","steps":{}}');
  await expect(patchcord("test")).resolves.toMatchObject({
    code: EXIT.failed,
    err: expect.stringContaining("$.start"),
  });
  await writeFile(path.join(where, "flows", "odd.flow.json"), "{");
  await expect(patchcord("test")).resolves.toMatchObject({
    code: EXIT.failed,
    err: expect.stringContaining("is not JSON"),
  });
});

test.each([
  ["the commands", ["pu"], ["pull", "push", "publish"]],
  ["a command's options, after those of all", ["--env", "staging", "pull", "--m"], ["--merge"]],
  ["what stands below a command", ["interactions", "t"], ["tail"]],
  ["the shells", ["completion", ""], expect.arrayContaining(["bash", "zsh", "fish"])],
])("a shell completes %s", async (_what, typed, offered) => {
  const { out: script } = await loggedIn.patchcord("completion", "bash");
  const words = ["patchcord", ...typed].map((word) => `'${word}'`).join(" ");
  const asks = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _patchcord; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)("bash", ["-c", `${script}\n${asks}`]);
  expect(stdout.trim().split("\n")).toEqual(offered);
});

test("the package holds the command and nothing else", async () => {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json"], {
    cwd: path.join(import.meta.dirname, "../../cli"),
  });
  const names = (JSON.parse(stdout)[0].files as { path: string }[])
    .map((file) => file.path)
    .filter((name) => !name.startsWith("dist/"));
  expect(names.sort()).toEqual(["README.md", "package.json"]);
});

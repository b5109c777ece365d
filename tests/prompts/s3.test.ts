import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { fakeS3 } from "../support/fake-s3";
import { sessionAs } from "../support/session";
import { wav } from "./recordings";

const keys = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "a secret/with+signs", region: "eu-central-1" };
const s3 = await fakeS3(keys);
afterAll(s3.close);
Object.assign(process.env, {
  PROMPTS_S3_ENDPOINT: s3.endpoint,
  PROMPTS_S3_BUCKET: "patchcord prompts",
  PROMPTS_S3_REGION: keys.region,
  PROMPTS_S3_ACCESS_KEY_ID: keys.accessKeyId,
  PROMPTS_S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
});
const { testWorld } = await import("../support/world");
const world = await testWorld({ worker: false });
const { addPrompt, replacePrompt, removePrompt } = await import("@/server/resources/prompts/mutations");
const { s3Storage } = await import("@/server/resources/prompts/storage/s3-storage");
const { ids } = await import("@/server/platform/ids/ids");
const { env } = await import("@/server/platform/env");
const { forgetSingleton } = await import("@/server/platform/process-singleton");

type Content = ReturnType<typeof wav>;
const by = sessionAs(world);
const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
const addressOf = (id: string) => `${world.baseUrl}/api/voice/prompts/${ids.promptToken(world.account as never, id)}`;
const get = (id: string, headers = {}) => fetch(addressOf(id), { headers });
beforeEach(() => {
  s3.failWith = null;
  s3.objects.clear();
  s3.asked.length = 0;
});

test("recordings are objects called by their content, and the database holds none", async () => {
  const [first, second, third] = [1, 2, 3].map((seconds) => wav({ seconds })) as [Content, Content, Content];
  const { id } = await addPrompt(by, { name: "Greetings", description: "" }, first);
  const path = (content: Content) =>
    `/patchcord%20prompts/prompts/${world.account}/${id}/${createHash("sha256").update(content).digest("hex")}`;
  expect([...s3.objects.keys()]).toEqual([path(first)]);
  expect(Buffer.from(await (await get(id)).arrayBuffer()).equals(first)).toBe(true);
  await replacePrompt(by, id, second);
  expect([...s3.objects.keys()], "the one before is kept for carriers that are reading it").toEqual(
    [first, second].map(path),
  );
  await replacePrompt(by, id, third);
  expect([...s3.objects.keys()]).toEqual([second, third].map(path));
  await removePrompt(by, id);
  expect(s3.objects.size).toBe(0);
  const { rows } = await world.database.owner.query(
    "select count(*)::int as rows from prompt_content c join prompt p on p.id = c.prompt_id where p.name <> 'Greeting'",
  );
  expect(rows[0].rows).toBe(0);
});

test("a part is asked for as a part, and HEAD and 304 ask for nothing", async () => {
  const content = wav({ seconds: 5 });
  const { id } = await addPrompt(by, { name: "Parts", description: "" }, content);
  const part = await get(id, { range: "bytes=100-199" });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-199/${content.length}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(100, 200))).toBe(true);
  expect(s3.asked.at(-1)).toMatchObject({ method: "GET", range: "bytes=100-199", status: 206 });
  const before = s3.asked.length;
  expect((await fetch(addressOf(id), { method: "HEAD" })).headers.get("content-length")).toBe(String(content.length));
  expect((await get(id, { "if-none-match": `"${hash(content)}"` })).status).toBe(304);
  expect(s3.asked.length).toBe(before);
});

test("what was stored in the database before is still played, and moves when it is replaced", async () => {
  const { rows } = await world.database.owner.query("select id, bytes from prompt where name = 'Greeting'");
  const { id, bytes } = rows[0] as { id: string; bytes: number };
  expect((await (await get(id)).arrayBuffer()).byteLength).toBe(bytes);
  // The very same recording moves, too.
  await replacePrompt(by, id, new Uint8Array(await (await get(id)).arrayBuffer()));
  expect((await (await get(id)).arrayBuffer()).byteLength).toBe(bytes);
  const left = await world.database.owner.query("select 1 from prompt_content where prompt_id = $1", [id]);
  expect([left.rowCount, s3.objects.size]).toEqual([0, 1]);
});

describe("a store in trouble", () => {
  test("takes no upload, and no prompt is made", async () => {
    s3.failWith = 503;
    await expect(addPrompt(by, { name: "Lost", description: "" }, wav())).rejects.toMatchObject({
      code: "unavailable",
    });
    const { rowCount } = await world.database.owner.query("select 1 from prompt where name = 'Lost'");
    expect(rowCount).toBe(0);
  });
  test("is a passing failure to a carrier", async () => {
    const { id } = await addPrompt(by, { name: "Away", description: "" }, wav());
    s3.failWith = 500;
    const answer = await get(id);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  });
  test("that has lost the object is a 404", async () => {
    const { id } = await addPrompt(by, { name: "Missing", description: "" }, wav());
    s3.objects.clear();
    expect((await get(id)).status).toBe(404);
  });
  test("leaves what it does not delete, and the prompt is gone all the same", async () => {
    const { id } = await addPrompt(by, { name: "Stays", description: "" }, wav());
    s3.failWith = 500;
    await removePrompt(by, id);
    s3.failWith = null;
    expect([(await get(id)).status, s3.objects.size]).toEqual([404, 1]);
  });
});

describe("the operator's settings", () => {
  const NAMES = Object.keys(process.env).filter((name) => name.startsWith("PROMPTS_S3_"));
  /** Runs `work` without some of the variables. */
  async function without(names: string[], work: () => unknown): Promise<void> {
    const before = { ...process.env };
    for (const name of names) delete process.env[name];
    forgetSingleton("env");
    try {
      await work();
    } finally {
      Object.assign(process.env, before);
      forgetSingleton("env");
    }
  }

  test.each(NAMES)("a store without %s stops the start", (name) =>
    without([name], () => {
      expect(() => env()).toThrow("PROMPTS_S3_ENDPOINT: must be set together with");
    }),
  );

  test("without a store, what lies in it is not played, and new recordings go to the database", async () => {
    const { id } = await addPrompt(by, { name: "In the store", description: "" }, wav());
    await without(NAMES, async () => {
      expect((await get(id)).status).toBe(503);
      const { id: other } = await addPrompt(by, { name: "In the database", description: "" }, wav());
      expect((await get(other)).status).toBe(200);
    });
    expect([(await get(id)).status, s3.objects.size]).toEqual([200, 1]);
  });
});

describe("what the store refuses:", () => {
  const at = { account: world.account as never, prompt: randomUUID(), sha256: hash(wav()) };
  const settings = { ...keys, endpoint: s3.endpoint, bucket: "b" };
  test.each([
    ["a wrong secret", { secretAccessKey: "guessed" }, "SignatureDoesNotMatch"],
    ["a key it does not know", { accessKeyId: "AKIAOTHER" }, "InvalidAccessKeyId"],
    ["another region", { region: "us-east-1" }, "AuthorizationHeaderMalformed"],
  ])("%s", async (_what, wrong, code) => {
    const storage = s3Storage({ ...settings, ...wrong });
    const error = await storage.put(at, wav()).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "unavailable" });
    expect(String(error.cause)).toContain(code);
    expect(error.message, "what it says is for the log").not.toContain(code);
    expect(s3.objects.size).toBe(0);
  });
  test("content that is not what was signed", async () => {
    const error = await s3Storage(settings)
      .put({ ...at, sha256: hash(wav({ seconds: 2 })) }, wav())
      .catch((thrown) => thrown);
    expect(String(error.cause)).toContain("XAmzContentSHA256Mismatch");
  });
  test("a store that is not there", async () => {
    const storage = s3Storage({ ...settings, endpoint: "http://127.0.0.1:9" });
    await expect(storage.put(at, wav())).rejects.toMatchObject({ code: "unavailable" });
  });
});

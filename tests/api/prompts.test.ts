import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { mp3, wav } from "../prompts/recordings";
import { auditOf } from "../support/accounts";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";
import { clientToken } from "./client-token";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const audit = auditOf(world.database);
const token = await clientToken(world, "Recordings", ["prompts:write"]);

type Bytes = Uint8Array<ArrayBuffer>;
type Sent = { body?: unknown; file?: Bytes; headers?: Record<string, string> };
function ask(method: string, path = "", { body, file, headers = {} }: Sent = {}): Promise<Response> {
  const type = file ? "audio/wav" : body === undefined ? null : "application/json";
  return fetch(`${world.baseUrl}/api/prompts${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(type ? { "content-type": type } : {}), ...headers },
    ...(type ? { body: file ?? JSON.stringify(body) } : {}),
  });
}
type Prompt = { prompt_id: string; name: string; sha256: string };
const add = async (name: string, file: Bytes = wav({ seconds: 0.1 })) => {
  const made = await ask("POST", `?${new URLSearchParams({ name })}`, { file });
  return { ...((await made.json()) as Prompt), etag: made.headers.get("etag") as string };
};
const sha256 = (file: Bytes) => createHash("sha256").update(file).digest("hex");
const TEXT = { name: "Hello", description: "" };

test("a prompt's life by the API, each change with its audit row", async () => {
  const file = wav({ seconds: 2 });
  const made = await ask("POST", "?name=Welcome&description=Said%20first.", { file });
  const prompt = (await made.json()) as Prompt;
  const at = `/${prompt.prompt_id}`;
  expect([made.status, prompt, made.headers.get("location")]).toEqual([
    201,
    {
      ...{ prompt_id: prompt.prompt_id, name: "Welcome", description: "Said first.", content_type: "audio/wav" },
      ...{ bytes: 32_058, sha256: sha256(file), duration_seconds: 2 },
      ...{ updated_at: expect.stringMatching(/Z$/), updated_by: "API client" },
    },
    `/api/prompts${at}`,
  ]);
  const etag = made.headers.get("etag") as string;
  const read = await ask("GET", at);
  expect([await read.json(), read.headers.get("etag")]).toEqual([prompt, etag]);

  const replaced = await ask("PUT", `${at}/recording`, { file: mp3(100), headers: { "if-match": etag } });
  expect(await replaced.json()).toMatchObject({ content_type: "audio/mpeg", bytes: 41_700, sha256: sha256(mp3(100)) });
  const late = await ask("PUT", `${at}/recording`, { file, headers: { "if-match": etag } });
  await problemOf(late, 409, "conflict");
  await problemOf(await ask("PUT", at, { body: TEXT, headers: { "if-match": etag } }), 409, "conflict");
  const now = replaced.headers.get("etag") as string;
  const renamed = await ask("PUT", at, { body: TEXT, headers: { "if-match": now } });
  expect([renamed.status, await renamed.json()]).toMatchObject([200, TEXT]);

  expect(await (await ask("DELETE", at)).json()).toEqual({ prompt_id: prompt.prompt_id });
  await problemOf(await ask("GET", at), 404, "not_found");
  const done = (await audit(world)).slice(0, 4).map(({ action, subject, actor_name }) => [action, subject, actor_name]);
  expect(done).toEqual(
    [
      ["remove", "Hello"],
      ["rename", "Welcome"],
      ["replace", "Welcome"],
      ["add", "Welcome"],
    ].map(([verb, subject]) => [`prompt.${verb}`, subject, "API client"]),
  );
});

test("a list, page by page, without another account's", async () => {
  for (const name of ["Listed 1", "Listed 2", "Listed 3"]) await add(name);
  const found: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await ask("GET", `?limit=2${cursor && `&cursor=${cursor}`}`);
    const { prompts, next_cursor } = (await page.json()) as { prompts: Prompt[]; next_cursor: string | null };
    found.push(...prompts.map(({ prompt_id }) => prompt_id));
    cursor = next_cursor;
  }
  const { rows } = await world.database.owner.query("select id from prompt where account_id = $1 order by id", [
    world.account,
  ]);
  expect(found).toEqual(rows.map(({ id }) => id));
});

const WAV = wav({ seconds: 0.1 });
test.each<[what: string, path: string, sent: Sent, status: number, code: string, field?: string]>([
  ["no name", "", { file: WAV }, 400, "invalid_request", "name"],
  ["an empty name", "?name=%20", { file: WAV }, 400, "invalid_request", "name"],
  ["a name beyond measure", `?name=${"x".repeat(121)}`, { file: WAV }, 400, "invalid_request", "name"],
  ["an unknown parameter", "?name=A&colour=red", { file: WAV }, 400, "invalid_request", "colour"],
  ["no bytes", "?name=A", { file: new Uint8Array() }, 400, "invalid_request", "file"],
  ["no recording", "?name=A", { file: new Uint8Array(100) }, 400, "invalid_request", "file"],
  ["a name that is taken", "?name=Taken", { file: WAV }, 409, "conflict", "name"],
  ["JSON", "?name=A", { body: {} }, 415, "unsupported_media_type"],
  [
    "a compressed file",
    "?name=A",
    { file: WAV, headers: { "content-encoding": "gzip" } },
    415,
    "unsupported_media_type",
  ],
])("POST of %s is refused, and nothing stays behind", async (_what, path, sent, status, code, field) => {
  if (path.includes("Taken")) await add("Taken");
  const contents = async () => (await world.database.owner.query("select from prompt_content")).rowCount;
  const before = await contents();
  const { fields } = await problemOf(await ask("POST", path, sent), status, code);
  expect(fields.map(({ name }) => name)).toEqual(field ? [field] : []);
  expect(await contents()).toBe(before);
});

test("changes ask for If-Match, and a prompt in use stays", async () => {
  const { prompt_id, etag } = await add("Careful");
  const at = `/${prompt_id}`;
  await problemOf(await ask("PUT", at, { body: TEXT }), 428, "precondition_required");
  await problemOf(await ask("PUT", `${at}/recording`, { file: WAV }), 428, "precondition_required");
  await problemOf(await ask("PUT", at, { body: { name: "" }, headers: { "if-match": etag } }), 400, "invalid_request");
  await world.database.owner.query(
    `insert into draft (account_id, flow_id, revision, document) select account_id, flow_id, 1, jsonb_set(definition, '{steps,hello}',
      '{"component": "play_audio", "name": "Hello", "config": {"message": {"source": "prompt", "prompt": "Careful"}}, "exits": {}}')
      from flow_version where flow_id = $1`,
    [world.flow],
  );
  const { message } = await problemOf(await ask("DELETE", at), 409, "conflict");
  expect(message).toBe("Flows use this prompt: Report a problem.");
});

test("another account's prompt is not there", async () => {
  const theirs = randomUUID();
  await world.database.owner.query(
    `insert into prompt (account_id, id, name, content_type, bytes, sha256, stored_in, updated_by)
     values ($1, $2, 'Theirs', 'audio/wav', 1, 'x', 'database', '')`,
    [other.account, theirs],
  );
  const any = { "if-match": "*" };
  for (const path of [`/${theirs}`, "/nothing"]) {
    await problemOf(await ask("GET", path), 404, "not_found");
    await problemOf(await ask("PUT", path, { body: TEXT, headers: any }), 404, "not_found");
    await problemOf(await ask("PUT", `${path}/recording`, { file: WAV, headers: any }), 404, "not_found");
    await problemOf(await ask("DELETE", path), 404, "not_found");
  }
});

test("the same key takes the same file once, and no other file or name", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const first = await ask("POST", "?name=Keyed", { file: WAV, headers });
  const again = await ask("POST", "?name=Keyed", { file: WAV, headers });
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(await again.json()).toEqual(await first.json());
  for (const [path, file] of [
    ["?name=Keyed", wav({ seconds: 0.2 })],
    ["?name=Other", WAV],
  ] as const)
    await problemOf(await ask("POST", path, { file, headers }), 422, "idempotency_key_reused");
});

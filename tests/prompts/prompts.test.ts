import { describe, expect, test } from "vitest";
import type { Role } from "@/server/resources/users/role";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";
import { mp3, wav } from "./recordings";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { prompts } = as(ours, "builder").admin;
const { receivePrompt } = await import("@/server/resources/prompts/upload");
const { promptNames } = await import("@/server/resources/prompts/data");
const { withAccount } = await import("@/server/platform/db");

const TEN_MIB = 10 * 1024 * 1024;

type Sent = { headers?: Record<string, string>; role?: Role | null; world?: typeof ours };
function upload(
  query: Record<string, string>,
  content: BodyInit | null,
  { headers = {}, role = "builder", world = ours }: Sent = {},
) {
  const request = new Request(`http://localhost:3000/api/recordings?${new URLSearchParams(query)}`, {
    method: "POST",
    body: content,
    headers: { "content-type": "application/octet-stream", "sec-fetch-site": "same-origin", ...headers },
    duplex: "half",
  } as RequestInit);
  return receivePrompt(request, role && sessionAs(world, role));
}
const find = async (name: string) => (await prompts.list({ search: name })).prompts.find((one) => one.name === name);
const contents = async (prompt: string) =>
  (await database.owner.query("select sha256 from prompt_content where prompt_id = $1", [prompt])).rows.length;

test("a recording is added, replaced, renamed and removed, each with its audit row", async () => {
  const { id } = await upload({ name: " Welcome ", description: "Said first." }, wav({ seconds: 2 }));
  expect(await find("Welcome")).toMatchObject({
    ...{ id, name: "Welcome", description: "Said first.", contentType: "audio/wav", bytes: 32_058 },
    ...{ durationSeconds: 2, updatedBy: "The builder", uses: [] },
  });
  expect(await upload({ replace: id }, mp3(100))).toEqual({ id });
  const replaced = await find("Welcome");
  expect(replaced).toMatchObject({ id, contentType: "audio/mpeg", bytes: 41_700 });
  expect(await contents(id), "the one before is kept for carriers that are reading it").toBe(2);
  await upload({ replace: id }, wav({ seconds: 3 }));
  expect(await contents(id)).toBe(2);
  await prompts.rename({ id, name: "Hello", description: "" });
  await prompts.remove({ id });
  expect([await find("Hello"), await contents(id)]).toEqual([undefined, 0]);

  const rows = (await audit(ours)).slice(0, 5);
  expect(rows.map(({ action, subject, actor }) => [action, subject, actor])).toEqual(
    [
      ["remove", "Hello"],
      ["rename", "Welcome"],
      ["replace", "Welcome"],
      ["replace", "Welcome"],
      ["add", "Welcome"],
    ].map(([verb, subject]) => [`prompt.${verb}`, subject, "builder@demo.example"]),
  );
  expect(rows[3]).toMatchObject({ before: { bytes: 32_058 }, after: { contentType: "audio/mpeg", bytes: 41_700 } });
});

test("the same recording again changes nothing, and the one before can come back", async () => {
  const first = wav({ seconds: 0.1 });
  const { id } = await upload({ name: "Twice" }, first);
  const before = (await audit(ours)).length;
  await upload({ replace: id }, first);
  expect((await audit(ours)).length).toBe(before);
  for (const content of [wav({ seconds: 0.2 }), first]) await upload({ replace: id }, content);
  expect(await contents(id)).toBe(2);
  expect((await find("Twice"))?.bytes).toBe(first.byteLength);
});

describe("an upload is refused:", () => {
  test.each([
    ["nobody is signed in", {}, { role: null }, "unauthorized"],
    ["a viewer sends it", {}, { role: "viewer" as const }, "forbidden"],
    ["another site sends it", {}, { headers: { "sec-fetch-site": "cross-site" } }, "forbidden"],
    ["a form sends it", {}, { headers: { "content-type": "multipart/form-data" } }, "unsupported_media_type"],
    ["a form of text sends it", {}, { headers: { "content-type": "text/plain" } }, "unsupported_media_type"],
    ["it says neither name nor prompt", { name: undefined }, {}, "invalid_request"],
    ["it replaces no prompt", { replace: "x" }, {}, "invalid_request"],
    ["it replaces one that is not there", { replace: crypto.randomUUID() }, {}, "not_found"],
  ])("%s", async (_what, query, sent, code) => {
    const asked = "replace" in query || "name" in query ? query : { name: "Refused" };
    const pairs = Object.entries(asked).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    await expect(upload(Object.fromEntries(pairs), wav(), sent)).rejects.toMatchObject({ code });
    expect(await find("Refused")).toBeUndefined();
  });

  test.each([
    ["no name", { name: " " }, wav(), "name"],
    ["a name beyond measure", { name: "x".repeat(121) }, wav(), "name"],
    ["a name that cannot be stored", { name: "a\0b" }, wav(), "name"],
    ["a description beyond measure", { name: "Long", description: "x".repeat(501) }, wav(), "description"],
    ["a name that is taken", { name: "Taken" }, wav(), "name"],
    ["no recording", { name: "None" }, new Uint8Array(), "file"],
    ["a web page that is called a recording", { name: "greeting.mp3" }, "<!doctype html><html></html>", "file"],
    ["a byte too many", { name: "Large" }, new Uint8Array(TEN_MIB + 1), "file"],
  ])("beside its field: %s", async (_what, query, content, field) => {
    if (query.name === "Taken") await upload(query, wav());
    const stored = (await database.owner.query("select * from prompt_content")).rowCount;
    expect(Object.keys(await fieldsOf(upload(query, content)))).toEqual([field]);
    expect((await database.owner.query("select * from prompt_content")).rowCount, "nothing stays behind").toBe(stored);
  });

  test("a stream without a length is read no further than ten megabytes", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024 * 1024;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    await expect(upload({ name: "Endless" }, endless)).rejects.toMatchObject({ code: "request_too_large" });
    expect(sent).toBeLessThan(TEN_MIB * 1.5);
  });

  test("an upload whose sender disconnects stores nothing", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error("gone")),
    });
    expect(await fieldsOf(upload({ name: "Broken" }, broken))).toEqual({ file: "The upload broke off. Try again." });
  });
});

test("ten megabytes exactly are taken", async () => {
  const content = wav({ seconds: (TEN_MIB - 58) / 16_000 });
  expect(content.byteLength).toBe(TEN_MIB);
  await upload({ name: "Ten" }, content);
  expect((await find("Ten"))?.bytes).toBe(TEN_MIB);
});

test("two people give one name at once: one of them hears that it is taken", async () => {
  const both = await Promise.allSettled([1, 2].map((seconds) => upload({ name: "Race" }, wav({ seconds }))));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { rows } = await database.owner.query(
    "select 1 from prompt_content c where not exists (select 1 from prompt p where p.id = c.prompt_id)",
  );
  expect(rows).toEqual([]);
});

describe("a prompt that flows use", () => {
  const definition = (name: string) => ({
    steps: {
      hello: {
        component: "play_audio",
        name: "Hello",
        config: { message: { source: "prompt", prompt: name } },
        exits: {},
      },
    },
  });
  const draft = (name: string) =>
    database.owner.query(
      `insert into draft (account_id, flow_id, revision, document) select $1, $2, 1,
        definition || jsonb_build_object('steps', definition -> 'steps' || $3::jsonb) from flow_version where flow_id = $2
        on conflict (account_id, flow_id) do update set document = excluded.document, revision = draft.revision + 1`,
      [ours.account, ours.flow, JSON.stringify(definition(name).steps)],
    );
  const bind = async (id: string | null) => {
    // Published versions never change, but for those who own the database.
    await database.owner.query("alter table flow_version disable trigger user");
    const bound = id ? { prompt: { "An older name": id } } : {};
    await database.owner.query("update flow_version set bindings = $2 where flow_id = $1", [ours.flow, bound]);
    await database.owner.query("alter table flow_version enable trigger user");
  };
  const use = { flowId: ours.flow, flowName: "Report a problem" };

  test("cannot be removed, and the flows are listed", async () => {
    const { id } = await upload({ name: "Used" }, wav());
    await draft("Used");
    expect((await find("Used"))?.uses).toEqual([{ ...use, published: false, draft: true }]);
    await expect(prompts.remove({ id })).rejects.toThrow("Flows use this prompt: Report a problem.");
    await draft("Something else");
    await bind(id);
    expect((await find("Used"))?.uses, "by what publishing bound it to").toEqual([
      { ...use, published: true, draft: false },
    ]);
    await prompts.rename({ id, name: "Renamed", description: "" });
    await expect(prompts.remove({ id })).rejects.toMatchObject({ code: "CONFLICT" });
    await bind(null);
    await prompts.remove({ id });
  });

  test("stays as long as an interaction that is running can play it", async () => {
    const { id } = await upload({ name: "Under way" }, wav());
    await bind(id);
    const interaction = crypto.randomUUID();
    await database.owner.query("set session_replication_role = replica");
    await database.owner.query(
      `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, state, started_at, expires_at)
        select account_id, $2, flow_id, id, 'c', 0, 'running', '{}', now(), now() from flow_version where flow_id = $1`,
      [ours.flow, interaction],
    );
    await database.owner.query("set session_replication_role = origin");
    await database.owner.query(
      "insert into deadline (account_id, subject, id, due_at) values ($1, 'interaction', $2, now() + interval '1 hour')",
      [ours.account, interaction],
    );
    await database.owner.query("update flow set published_version_id = null where id = $1", [ours.flow]);
    await expect(prompts.remove({ id })).rejects.toThrow(/still running/);
    await database.owner.query("delete from deadline where id = $1", [interaction]);
    await prompts.remove({ id });
  });
});

test("flows find it by name, and publishing binds it to its id", async () => {
  const { id } = await upload({ name: "Named" }, wav({ seconds: 75 }));
  const names = await withAccount(ours.account as never, (tx) => promptNames(tx, ours.account as never));
  expect(names.get("Named")).toEqual({ id, label: "Named (1:15)" });
});

test("another account's prompt is not there", async () => {
  const { id } = await upload({ name: "Theirs" }, wav(), { world: theirs });
  expect(await find("Theirs")).toBeUndefined();
  await expect(upload({ replace: id }, wav())).rejects.toMatchObject({ code: "not_found" });
  await expect(prompts.rename({ id, name: "Ours", description: "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(prompts.remove({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("two prompts take one name at once: one of them hears that it is taken", async () => {
  const made = await Promise.all(["Left", "Right"].map((name) => upload({ name }, wav())));
  const both = await Promise.allSettled(made.map(({ id }) => prompts.rename({ id, name: "Middle", description: "" })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
});

test("renaming keeps to names that are free", async () => {
  const { id } = await upload({ name: "One" }, wav());
  await upload({ name: "Two" }, wav());
  expect(await fieldsOf(prompts.rename({ id, name: "Two", description: "" }))).toEqual({
    name: "Another prompt has this name. Choose another.",
  });
  expect(Object.keys(await fieldsOf(prompts.rename({ id, name: "", description: "x".repeat(501) })))).toEqual([
    "name",
    "description",
  ]);
});

import { describe, expect, it } from "vitest";
import { action } from "@/components/connection/action";
import { readAnswer } from "@/server/resources/connections/answer";
import { parseBody } from "@/server/resources/connections/body-template";
import { pathFault } from "@/server/resources/connections/output-path";
import { cpuMs } from "../support/timed";

const nested = (levels: number, inside = "1") => "[".repeat(levels) + inside + "]".repeat(levels);
const read = (body: string, ...paths: string[]) =>
  readAnswer(action.parse({ name: "x", path: "/", outputs: paths.map((path, at) => ({ name: `o${at}`, path })) }), {
    status: 200,
    body,
  });

describe("13.1 the nesting of a service's answer", () => {
  it.each([
    { name: "100,000 lists", body: nested(100_000) },
    { name: "100,000 objects", body: `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}` },
    { name: "101 lists", body: nested(101) },
  ])("$name: says so", ({ body }) => {
    const message = "The service’s answer is nested deeper than 100 levels.";
    expect(read(body, "$.a")).toMatchObject({ ok: false, code: "invalid_json", message });
  });

  it.each([
    { name: "100 lists", body: nested(100) },
    { name: "brackets in a text", body: `["${"[".repeat(500)}\\"${"{".repeat(500)}"]` },
  ])("$name: is read", ({ body }) => {
    expect(read(body, "$[0]")).toMatchObject({ ok: true });
  });

  it("is bounded in an action's own body, too", () => {
    expect(() => parseBody(nested(6000))).toThrow("The body is nested deeper than 100 levels.");
    expect(parseBody(nested(100))).toBeDefined();
  });
});

describe("13.1 the work of an output's path", () => {
  it.each([
    { path: "$[?count($[*])>0]", fault: /Use \$ once only/ },
    { path: "$[?count($..a)>0]", fault: /Use \$ once only/ },
    { path: `$${"[*,*]".repeat(30)}`, fault: /one place only/ },
    { path: `$${"[0,0]".repeat(30)}`, fault: /one place only/ },
    { path: "$..a..b", fault: /\.\. once only/ },
    { path: "$[?search(@.a, 'x')]", fault: /cannot be used/ },
    { path: "a.b", fault: /no JSONPath/ },
  ])("$path is refused, and finds nothing where it was saved before", async ({ path, fault }) => {
    expect(pathFault(path)).toMatch(fault);
    const found = { ok: true, value: { outputs: { o0: null }, unfit: ["o0"] } };
    const took = await cpuMs(() => expect(read(nested(40, '{"a":1}'), path)).toMatchObject(found));
    expect(took).toBeLessThan(100);
  });

  it.each(["$.order.status", "$['a, $..b']", "$[?@.a=='$,']", "$..id", "$.items[0:2].name", "$[?count(@.*)>1].x"])(
    "%s is taken",
    (path) => expect(pathFault(path)).toBeNull(),
  );

  it.each([
    { what: "500,000 values", values: 500_000, paths: ["$[0]"] },
    { what: "150,000 values, looked through twice", values: 150_000, paths: ["$..a", "$..b"] },
    {
      what: "150,000 values, filtered ten times",
      values: 150_000,
      paths: Array.from({ length: 10 }, () => "$[?@==2]"),
    },
  ])("an answer of $what is too large", async ({ values, paths }) => {
    let answer: ReturnType<typeof read> | null = null;
    const took = await cpuMs(() => {
      answer = read(`[${"1,".repeat(values)}1]`, ...paths);
    });
    expect(answer).toMatchObject({ ok: false, code: "answer_too_large" });
    expect(took).toBeLessThan(250);
  });

  it("takes a large answer, with every digit of its numbers", () => {
    const found = { ok: true, value: { outputs: { o0: "1", o1: "12345678901234567890", o2: "12345678901234567890" } } };
    const body = `[${"1,".repeat(150_000)}12345678901234567890]`;
    expect(read(body, "$[0]", "$[150000]", "$[?@=='12345678901234567890']")).toMatchObject(found);
  });
});

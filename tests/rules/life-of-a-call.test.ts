import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";

/** docs/life-of-a-call.md names what is there, and the way to the first document is as short as it says. */
const root = path.resolve(import.meta.dirname, "../..");
const text = readFileSync(path.join(root, "docs/life-of-a-call.md"), "utf8");

type Row = { step: number; file: string; name: string; what: string };

function rowsOf(markdown: string): Row[] {
  const row = /^\|\s*(\d+)\s*\|\s*`([^`]+)`\s*\|\s*`([^`]+)`\s*\|\s*(.*?)\s*\|$/gm;
  return [...markdown.matchAll(row)].map(([, step, file = "", name = "", what = ""]) => ({
    step: Number(step),
    file,
    name,
    what,
  }));
}

const sqlFunctionsIn = (markdown: string) => [
  ...new Set([...markdown.matchAll(/`(patchcord_\w+)`/g)].map(([, name]) => name ?? "")),
];

/** Whether the file declares the name: a function, a constant, a method. */
function declares(source: string, name: string): boolean {
  return new RegExp(`(function|const|async|get)\\s+${name}\\b|^\\s+${name}(<.*)?\\(|^\\s+${name}:`, "m").test(source);
}

const rows = rowsOf(text);
const [way = ""] = text.split("## The rest of it");

describe("each step's file declares its function", () => {
  it("counts its steps", () => expect(rows.map(({ step }) => step)).toEqual(rows.map((_, index) => index + 1)));

  it.each(rows)("$step: $file, $name", ({ file, name }) => {
    expect(existsSync(path.join(root, file)), `${file} exists`).toBe(true);
    expect(declares(readFileSync(path.join(root, file), "utf8"), name), `${file} declares ${name}`).toBe(true);
  });
});

test("each SQL function has its file", () => {
  const missing = sqlFunctionsIn(text).filter(
    (name) => !existsSync(path.join(root, "prisma/functions", `${name}.sql`)),
  );
  expect(missing).toEqual([]);
});

test("from the POST to the first document: 24 files at most, none more than four times, four SQL functions", () => {
  const files = rowsOf(way).map(({ file }) => file);
  expect(new Set(files).size).toBeLessThanOrEqual(24);
  expect(Math.max(...files.map((file) => files.filter((other) => other === file).length))).toBeLessThanOrEqual(4);
  expect(sqlFunctionsIn(way).length).toBeLessThanOrEqual(4);
});

test.each([
  ["a function", "export async function place(", "place", true],
  ["a method", "  async bindCall(account) {", "bindCall", true],
  ["a constant", "export const step: Step = () => {", "step", true],
  ["a mere use", "  return place(runtime);", "place", false],
])("tells %s from what is only used", (_what, source, name, found) => expect(declares(source, name)).toBe(found));

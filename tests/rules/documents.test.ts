import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";

/** What the documents point to is there: every relative link, its heading, and every file that is named in backticks. */
const root = path.resolve(import.meta.dirname, "../..");
/** Made by a build, a run or an installation. */
const NOT_IN_THE_TREE = new Set([".git", ".next", ".patchcord", "dist", "generated", "node_modules"]);
/** Files that a page tells its reader to make. */
const TO_BE_MADE = [/^components\/flow\/send_sms\//, /^tests\/calls\/send_sms\.json$/];

const isGenerated = (file: string) => file.split("/").some((part) => NOT_IN_THE_TREE.has(part));

/** Files and folders of the tree, by their paths from its root. */
function walk(folder = ""): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !isGenerated(name))
    .flatMap((entry) => {
      const at = path.join(folder, entry.name);
      return entry.isDirectory() ? [at, ...walk(at)] : [at];
    });
}

const tree = new Set(walk());
const tops = new Set([...tree].filter((file) => !file.includes("/")));
const names = new Set([...tree].map((file) => path.basename(file)));
const documents = [...tree].filter((file) => /^(README|CONTRIBUTING|docs\/.+)\.md$/.test(file)).sort();

/** What a document points to and is not there. */
function deadEnds(document: string, markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, "");
  return [...deadLinks(document, prose), ...deadPaths(prose)];
}

function deadLinks(document: string, prose: string): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = "", heading] = target.split("#");
      const at = file ? path.join(path.dirname(document), file) : document;
      if (!tree.has(path.normalize(at).replace(/\/$/, ""))) return true;
      return heading !== undefined && !headingsOf(readFileSync(path.join(root, at), "utf8")).includes(heading);
    });
}

/** As GitHub names them in addresses. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** `server/{http,rest}/x.ts` names two files; `<name>` and `*` name none. */
function deadPaths(prose: string): string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, text = ""]) => expanded(text))
    .filter((text) => isPath(text) && !isGenerated(text) && !TO_BE_MADE.some((made) => made.test(text)))
    .filter((text) => (text.includes("/") ? !tree.has(text.replace(/\/$/, "")) : !names.has(text)));
}

function expanded(text: string): string[] {
  const braces = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(text);
  if (!braces) return [text];
  const [, before = "", choices = "", after = ""] = braces;
  return choices.split(",").map((choice) => `${before}${choice.trim()}${after}`);
}

/** Starts with a folder of the tree, or is the name of a file of ours by its ending; no address, option or command. */
function isPath(text: string): boolean {
  if (/[\s<>*…]/.test(text)) return false;
  if (!text.includes("/")) return /^[\w-]+(\.[\w-]+)*\.(tsx?|mjs|cjs|sql|md|json|css|prisma|ya?ml)$/.test(text);
  return tops.has(text.slice(0, text.indexOf("/")));
}

const decisions = documents.filter((file) => /^docs\/decisions\/\d{4}-/.test(file)).map((file) => path.basename(file));
const index = readFileSync(path.join(root, "docs/decisions/README.md"), "utf8");
const indexed = (markdown: string) => [...markdown.matchAll(/^\|.*\]\((\d{4}-[^)]+)\)/gm)].map(([, file]) => file);

test("there are documents to check", () => expect(documents.length).toBeGreaterThan(35));

it.each(documents)("%s points to what is there", (document) => {
  expect(deadEnds(document, readFileSync(path.join(root, document), "utf8"))).toEqual([]);
});

describe("decisions", () => {
  it("are in their index, once, in order", () => expect(indexed(index)).toEqual(decisions));

  it("have a number each", () => {
    const numbers = decisions.map((file) => file.slice(0, 4));
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
  });

  it.each(decisions)("%s begins with its number and title", (file) => {
    const [title = ""] = readFileSync(path.join(root, "docs/decisions", file), "utf8").split("\n");
    expect(title).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. \\S`));
  });
});

test.each([
  ["a link to a file that is not there", "[x](nowhere.md)", ["nowhere.md"]],
  ["a link to a heading that is not there", "[x](architecture.md#nothing)", ["architecture.md#nothing"]],
  ["a link within the page", "# One thing\n[x](#one-thing) [y](#other)", ["#one-thing", "#other"]],
  ["a file that is not there", "`server/nowhere.ts` and `nowhere.ts`", ["server/nowhere.ts", "nowhere.ts"]],
  ["one of two", "`docs/{architecture,nowhere}.md`", ["docs/nowhere.md"]],
  ["a folder that is not there", "`server/nowhere/`", ["server/nowhere/"]],
  ["no placeholder", "`server/resources/<area>/data.ts`, `tests/calls/*.json`", []],
  ["no address, code or command", "`/api/flows`, `a.b`, `npm test`, [x](https://example.org/y)", []],
  ["nothing in a block of code", "```\n`server/nowhere.ts`\n```", []],
  ["nothing that is made", "`prisma/generated/client.ts`, `.patchcord/env`", []],
  ["no file that is there", "[x](security.md) `security.md` `docs/security.md`", []],
])("tells of %s", (_what, planted, found) => {
  expect(deadEnds("docs/planted.md", planted)).toEqual(found);
});

test.each([
  ["a decision that is missing in it", "| 1 | [One](0001-one.md) | |", ["0001-one.md"]],
  ["rows only", "See [two](0002-two.md).", []],
])("the index is read by %s", (_what, markdown, found) => expect(indexed(markdown)).toEqual(found));

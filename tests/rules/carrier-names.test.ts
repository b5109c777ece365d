import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Only an adapter names a carrier (docs/carriers.md): a second dialect must find nothing to change outside of a folder of its own. */
const root = path.resolve(import.meta.dirname, "../..");
const PRODUCT = ["app", "cli", "components", "engine", "prisma", "server"];
const CARRIERS = "server/carriers";
const SOURCE = /\.(tsx?|mjs|sql|prisma)$/;

const dialects = readdirSync(path.join(root, CARRIERS), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const MAY: [file: RegExp, why: string][] = [
  [/^server\/carriers\/adapters\.ts$/, "it lists the adapters"],
  [/^server\/sandbox-carrier\//, "it speaks a carrier's protocol on the other side"],
  [/^server\/flows\/files\/name-foreign\.ts$/, "a flow file of another program is named as its users call it"],
];

/** The dialects that a file names although it is not theirs. */
function namedBy(file: string, text: string): string[] {
  if (MAY.some(([pattern]) => pattern.test(file))) return [];
  return dialects.filter((name) => !file.startsWith(`${CARRIERS}/${name}/`) && new RegExp(name, "i").test(text));
}

const sources = PRODUCT.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => SOURCE.test(file) && !file.includes("/generated/")),
);

test("nobody but its adapter names a carrier", () => {
  expect(dialects.length).toBeGreaterThan(0);
  expect(sources.length).toBeGreaterThan(500);
  const named = sources.filter((file) => namedBy(file, readFileSync(path.join(root, file), "utf8")).length > 0);
  expect(named).toEqual([]);
});

test.each([
  ["server/runtime/due/dial.ts", "// as Twilio wants it", true],
  ["engine/x.ts", "const header = 'x-twilio-signature';", true],
  ["server/carriers/other/x.ts", 'import "../twilio/parse";', true],
  ["server/carriers/twilio/parse.ts", "Twilio", false],
  ["server/flows/files/name-foreign.ts", "a Twilio Studio flow", false],
])("%s that says %j is found: %s", (file, text, found) => {
  expect(namedBy(file, text).length > 0).toBe(found);
});

test("who may name one does", () => {
  const unneeded = MAY.filter(
    ([pattern]) =>
      !sources.some((file) => pattern.test(file) && /twilio/i.test(readFileSync(path.join(root, file), "utf8"))),
  );
  expect(unneeded.map(([, why]) => why)).toEqual([]);
});

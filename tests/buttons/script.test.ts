import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { countryFor, grouped } from "@/components/website-button/phone";
import { inkOn } from "@/components/website-button/style";
import { inTime, languageOf, TEXTS } from "@/components/website-button/texts";
import { bundleForPages } from "../../scripts/bundle.mjs";

const MOST_BYTES = 12 * 1024;

test("the script is at most 12 KiB, and asks for nothing that a strict policy or a visitor would refuse", async () => {
  const script = await bundleForPages("components/website-button/main.ts");
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
  for (const used of [
    "eval(",
    "new Function",
    "innerHTML",
    "document.cookie",
    "localStorage",
    "sessionStorage",
    "import(",
  ])
    expect(script, used).not.toContain(used);
});

test.each([
  ["5", "(###) ###-####", "(5"],
  ["2025550", "(###) ###-####", "(202) 555-0"],
  ["(202) 555-0120", "(###) ###-####", "(202) 555-0120"],
  ["20255501201", "(###) ###-####", "20255501201"],
  ["+12025550120", "(###) ###-####", "+12025550120"],
  ["01701234567", "#### #######", "0170 1234567"],
  ["", "### ###", ""],
])("%s is grouped by %s", (typed, format, made) => {
  expect(grouped(typed, format)).toBe(made);
});

const COUNTRIES = ["US", "DE", "GB"].map((country) => ({ country, code: "", format: "" }));
test.each([
  [["de-AT", "de-DE"], "DE"],
  [["en-GB"], "GB"],
  [["zh-Hans-CN", "en-US"], "US"],
  [["fr"], "US"],
])("a browser of %j begins with %s", (tags, country) => {
  expect(countryFor(tags, COUNTRIES)).toBe(country);
});

test.each([
  [["de-AT"], "de"],
  [[null, undefined, "pt-BR"], "pt"],
  [["zh", "fr-CA"], "fr"],
  [["constructor"], "en"],
])("%j speaks %s", (tags, language) => {
  expect(languageOf(tags)).toBe(language);
});

test.each([
  [59, "in 1 minute"],
  [600, "in 10 minutes"],
  [7200, "in 2 hours"],
  [200_000, "in 2 days"],
])("%d seconds are %s", (seconds, text) => {
  expect(inTime(seconds, "en")).toBe(text);
});

test.each([
  ["#1f4d3d", "#fff"],
  ["#ffd54a", "#000"],
  ["#000000", "#fff"],
  ["#ffffff", "#000"],
])("on %s one writes in %s", (colour, ink) => {
  expect(inkOn(colour)).toBe(ink);
});

test("every language says the same things, with the same values in them", () => {
  const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [language, texts] of Object.entries(TEXTS))
    for (const [name, text] of Object.entries(texts))
      expect(placesIn(text), `${language}: ${name}`).toEqual(placesIn(TEXTS.en![name as keyof typeof texts]));
});

import { describe, expect, it } from "vitest";
import type { Parameter } from "@/engine/contract";
import type { Returned, ReturnedValue } from "@/server/resources/functions/sandbox/prepare-isolate";
import { inputValues, outputValues } from "@/server/resources/functions/values";

type Type = Parameter["type"];
const REFUSED = Symbol("refused");

describe("an input, from the text a template gave", () => {
  it.each<[Type, string, unknown]>([
    ["string", "  as it stands ", "  as it stands "],
    ["string", "", ""],
    ["boolean", "true", true],
    ["boolean", " False ", false],
    ["boolean", "yes", REFUSED],
    ["boolean", "", null],
    ["integer", "42", 42],
    ["integer", "-7", -7],
    ["integer", "4.5", REFUSED],
    ["integer", "9007199254740993", REFUSED],
    ["integer", "", null],
    ["number", "4.5", 4.5],
    ["number", "1e3", 1000],
    ["number", "Infinity", REFUSED],
    ["number", "NaN", REFUSED],
    ["number", "0x10", REFUSED],
    ["number", "12 apples", REFUSED],
    ["uri", "https://example.com/a?b", "https://example.com/a?b"],
    ["uri", "tel:+12025550120", "tel:+12025550120"],
    ["uri", "example", REFUSED],
  ])("%s %j", (type, text, value) => {
    const said = inputValues([{ name: "x", type }], { x: text });
    expect(said.ok ? said.values.x : REFUSED).toBe(value);
  });

  it.each<[string, Parameter[], Record<string, string>, RegExp]>([
    ["that is required and empty", [{ name: "x", type: "string", required: true }], { x: " " }, /x is empty/],
    ["that is required and not given", [{ name: "x", type: "string", required: true }], {}, /x is empty/],
    ["that it does not take", [], { x: "1" }, /no input x/],
    ["by the name of what every object has", [{ name: "x", type: "string" }], { toString: "1" }, /no input toString/],
    ["that is too large", [{ name: "x", type: "string" }], { x: "ü".repeat(33_000) }, /64 KiB/],
  ])("%s is refused", (_what, takes, texts, says) => {
    expect(inputValues(takes, texts)).toMatchObject({ ok: false, message: expect.stringMatching(says) });
  });

  it("is null, or an empty text, where it is optional and not given", () => {
    const takes: Parameter[] = [
      { name: "a", type: "string" },
      { name: "b", type: "number" },
    ];
    expect(inputValues(takes, {})).toEqual({
      ok: true,
      values: Object.assign(Object.create(null), { a: "", b: null }),
    });
  });
});

describe("an output, from what the function returned", () => {
  it.each<[Type, ReturnedValue, unknown]>([
    ["string", { value: "a" }, "a"],
    ["string", { value: 1 }, REFUSED],
    ["string", { value: "\0" }, REFUSED],
    ["string", { value: "\ud800" }, REFUSED],
    ["boolean", { value: false }, false],
    ["boolean", { value: "false" }, REFUSED],
    ["integer", { value: 3 }, 3],
    ["integer", { value: 3.5 }, REFUSED],
    ["integer", { value: 2 ** 53 }, REFUSED],
    ["number", { value: 3.5 }, 3.5],
    ["number", { is: "NaN" }, REFUSED],
    ["number", { value: "3.5" }, REFUSED],
    ["uri", { value: "https://example.com" }, "https://example.com"],
    ["uri", { value: "nowhere" }, REFUSED],
    ["string", { is: "a list" }, REFUSED],
    ["integer", { value: null }, null],
  ])("%s %j", (type, found, value) => {
    const said = outputValues([{ name: "x", type }], { keys: [["x", found]] });
    expect(said.ok ? said.values.x : REFUSED).toBe(value);
  });

  it.each<[string, Returned, RegExp]>([
    ["nothing at all", { is: "nothing" }, /returned nothing/],
    ["a list", { is: "a list" }, /returned a list/],
    ["what is not among them", { keys: [["y", { value: 1 }]] }, /returned y, which is none/],
    ["a prototype", { keys: [["__proto__", { is: "an object" }]] }, /returned __proto__/],
    ["too much", { keys: [["x", { value: "y".repeat(65_536) }]] }, /64 KiB/],
  ])("%s is refused", (_what, returned, says) => {
    const said = outputValues([{ name: "x", type: "string" }], returned);
    expect(said).toMatchObject({ ok: false, message: expect.stringMatching(says) });
  });

  it("is null where it was left out, and nothing is fine where there are none", () => {
    const said = outputValues([{ name: "x", type: "string" }], { keys: [] });
    expect(said.ok && said.values.x).toBeNull();
    expect(outputValues([], { is: "nothing" }).ok).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { action } from "@/components/connection/action";
import { parseBody } from "@/server/resources/connections/body-template";
import { renderRequest } from "@/server/resources/connections/request";

const AT = "2026-01-05T12:00:00Z";
const BASE = "https://api.example.com/v1";
const inputs = [
  { name: "a", required: false },
  { name: "b", required: false },
  { name: "n", type: "integer", required: false },
  { name: "yes", type: "boolean", required: false },
];
const asked = (definition: object, given: Record<string, unknown>, base = BASE) =>
  renderRequest(base, action.parse({ name: "x", path: "/orders", inputs, ...definition }), given, AT);
const requestOf = (definition: object, given: Record<string, unknown>, base = BASE) => {
  const made = asked(definition, given, base);
  if (!made.ok) throw new Error(made.message);
  return made.request;
};

describe("a value in the path stays in its segment", () => {
  it.each([
    ["a plain one", "/orders/{{ a }}", "A-1", "/v1/orders/A-1"],
    ["a slash", "/orders/{{ a }}/items", "1/../../admin/", null],
    ["a slash alone", "/orders/{{ a }}", "1/2", "/v1/orders/1%2F2"],
    ["a query", "/orders/{{ a }}", "1?admin=true#x", "/v1/orders/1%3Fadmin%3Dtrue%23x"],
    ["a host", "/{{ a }}", "//evil.example", "/v1/%2F%2Fevil.example"],
    ["a host in front", "{{ a }}", "@evil.example:80", "/v1/%40evil.example%3A80"],
    ["a backslash", "/{{ a }}/x", "\\evil", "/v1/%5Cevil/x"],
    ["dots", "/orders/{{ a }}/x", "..", null],
    ["encoded dots", "/orders/{{ a }}/x", "%2e%2e", null],
    ["dots of two values", "/orders/{{ a }}{{ b }}/x", ".", null],
    ["dots behind a filter", "/orders/{{ a | append: '.' }}/x", ".", null],
    ["what is encoded already", "/orders/{{ a }}", "%2F", "/v1/orders/%252F"],
    ["a lone surrogate", "/{{ a }}", "\ud800", "/v1/%EF%BF%BD"],
    ["a line break", "/{{ a }}", "x\r\nHost: evil", "/v1/x%0D%0AHost%3A%20evil"],
    ["by way of cycle", "/{% cycle a, b %}", "1/2", "/v1/1%2F2"],
    ["by way of capture", "/{% capture c %}{{ a }}{% endcapture %}{{ c }}", "1/2", "/v1/1%2F2"],
  ])("%s", (_what, path, a, expected) => {
    const made = asked({ path }, { a, b: a });
    if (expected === null) return expect(made).toMatchObject({ ok: false });
    const url = new URL(made.ok ? made.request.url : "");
    expect([url.origin, url.pathname, url.search]).toEqual(["https://api.example.com", expected, ""]);
  });
  it("an empty path is the base URL itself; extra or missing slashes do not matter", () => {
    expect(requestOf({ path: "" }, {}).url).toBe("https://api.example.com/v1");
    expect(requestOf({ path: "orders" }, {}, "https://api.example.com/").url).toBe("https://api.example.com/orders");
    expect(requestOf({ path: "//evil.example/x" }, {}, "https://api.example.com").url).toBe(
      "https://api.example.com/evil.example/x",
    );
  });
});

describe("a value in the query stays in its parameter", () => {
  it.each([
    ["another parameter", "1&admin=true", "?q=1%26admin%3Dtrue"],
    ["a fragment and a space", "a b#c", "?q=a+b%23c"],
    ["a plus", "a+b", "?q=a%2Bb"],
    ["nothing: it is left out", "", ""],
  ])("%s", (_what, a, search) => {
    expect(new URL(requestOf({ query: [{ name: "q", value: "{{ a }}" }] }, { a }).url).search).toBe(search);
  });
});

describe("a value in a header stays in it", () => {
  it.each([
    ["a line break", "x\r\nAuthorization: Bearer y", null],
    ["a bare new line", "x\ny", null],
    ["a bare return", "x\ry", null],
    ["a zero byte", "x\u0000y", null],
    ["a character beyond Latin-1", "x\u010ay", null],
    ["an emoji", "🦊", null],
    ["Latin text", "Müller", "Müller"],
    ["a tab", "a\tb", "a\tb"],
    ["nothing: it is left out", "", undefined],
  ])("%s", (_what, a, expected) => {
    const made = asked({ headers: [{ name: "X-Name", value: "{{ a }}" }] }, { a });
    if (expected === null) return expect(made).toMatchObject({ ok: false });
    expect(made.ok && made.request.headers["x-name"]).toBe(expected);
  });
});

describe("a value in the body stays in its text", () => {
  const body = '{ "name": "{{ a }}", "list": ["x {{ b }}", {{ n }}], "yes": {{ yes }}, "nothing": {{ a }} }';
  it.each([
    [
      "a plain one",
      { a: "Ann", b: "y", n: "2", yes: "true" },
      { name: "Ann", list: ["x y", 2], yes: true, nothing: "Ann" },
    ],
    [
      "quotes and braces",
      { a: '", "admin": true, "x": "' },
      { name: '", "admin": true, "x": "', list: ["x ", null], yes: null, nothing: '", "admin": true, "x": "' },
    ],
    ["a backslash at the end", { a: "\\", b: '\\"' }, { name: "\\", list: ['x \\"', null], yes: null, nothing: "\\" }],
    [
      "Liquid",
      { a: "{{ b }}{% raw %}", b: "secret" },
      { name: "{{ b }}{% raw %}", list: ["x secret", null], yes: null, nothing: "{{ b }}{% raw %}" },
    ],
    ["control characters", { a: "\n\u0000" }, { name: "\n\u0000", list: ["x ", null], yes: null, nothing: "\n\u0000" }],
  ])("%s", (_what, given, expected) => {
    const { body: made, headers } = requestOf({ method: "POST", body }, given);
    expect(JSON.parse(made ?? "")).toEqual(expected);
    expect(headers["content-type"]).toBe("application/json");
  });
  it("without quotes, what a filter made is a number if it looks like one", () => {
    const post = (text: string, given: object) => requestOf({ method: "POST", body: text }, { ...given }).body;
    expect(post('{"x": {{ n | plus: 1 }}}', { n: "41" })).toBe('{"x":42}');
    expect(post('{"x": {{ a | default: "none" }}}', {})).toBe('{"x":"none"}');
    expect(post('{"x": {{ a | append: "1, \\"y\\": 2" }}}', { a: "" })).toMatch(/^\{"x":"/);
  });
  it("keys come from the template, and none reaches a prototype", () => {
    const made = requestOf({ method: "POST", body: '{"__proto__": {"x": "{{ a }}"}}' }, { a: "1" });
    expect(made.body).toBe('{"__proto__":{"x":"1"}}');
  });
  it.each([
    ["no JSON", "{", /no JSON/],
    ["a tag outside of quotes", '{% if a %}{"x": 1}{% endif %}', /no JSON/],
    ["an input that is not closed", '{"x": {{ a }', /Close/],
    ["a key that is an input", '{"{{ a }}": 1}', /key/],
  ])("refused: %s", (_what, text, message) => expect(() => parseBody(text)).toThrow(message));
});

describe("inputs are what they were declared as", () => {
  const typed = (type: string, required = true) => ({
    inputs: [{ name: "a", type, required }],
    query: [{ name: "a", value: "{{ a }}" }],
  });
  it.each([
    ["integer", "12", "?a=12"],
    ["integer", "1.5", /whole number/],
    ["integer", "9007199254740993", /whole number/],
    ["number", "-1.50", "?a=-1.5"],
    ["number", "1e400", /a number/],
    ["number", "0x10", /a number/],
    ["boolean", "TRUE", "?a=true"],
    ["boolean", "constructor", /true or false/],
    ["uri", "https://example.com/x", "?a=https%3A%2F%2Fexample.com%2Fx"],
    ["uri", "example", /address/],
    ["string", "  ", /is empty/],
  ])("%s: %j", (type, text, expected) => {
    const made = asked(typed(type), { a: text });
    if (expected instanceof RegExp) expect(made).toMatchObject({ ok: false, message: expect.stringMatching(expected) });
    else expect(made.ok && new URL(made.request.url).search).toBe(expected);
  });
  it("an input that is not declared is refused, one that may be left out is", () => {
    expect(asked({}, { z: "1" })).toMatchObject({ ok: false, message: "The action has no input z." });
    expect(asked(typed("integer", false), {})).toMatchObject({ ok: true });
  });
});

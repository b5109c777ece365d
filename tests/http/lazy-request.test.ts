import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { lazyHeaders } from "@/server/http/connection/lazy-headers";
import { type LazyBody, lazyRequest } from "@/server/http/connection/lazy-request";

const bytes = () => new TextEncoder().encode('{"a":"ü"}') as Uint8Array<ArrayBuffer>;
const make = (body: LazyBody, method = "POST") =>
  lazyRequest("https://calls.example/x?y", { method, headers: { "x-a": "b" } } as unknown as IncomingMessage, body);

test("is an instance of Request", () => {
  const request = make(bytes());
  expect(request).toBeInstanceOf(Request);
  expect([request.method, request.url, request.headers.get("X-A"), request.bodyUsed]).toEqual([
    "POST",
    "https://calls.example/x?y",
    "b",
    false,
  ]);
  expect(request.signal.aborted).toBe(false);
});

test("its body can be read in every way", async () => {
  expect(await make(bytes()).text()).toBe('{"a":"ü"}');
  expect(await make(bytes()).json()).toEqual({ a: "ü" });
  expect((await make(bytes()).arrayBuffer()).byteLength).toBe(10);
  expect((await make(bytes()).clone().text()).length).toBe(9);
  expect(await new Response(make(bytes()).body).text()).toBe('{"a":"ü"}');
  expect(await make(new Blob(["abc"]).stream()).text()).toBe("abc");
});

test("without a body it has none", async () => {
  const request = make(null, "GET");
  expect(request.body).toBeNull();
  expect(await request.text()).toBe("");
});

const HEADERS = { "content-type": "text/plain", "x-a": "b", "set-cookie": ["a=1", "b=2"] };
const real = () => new Headers(HEADERS as unknown as Record<string, string>);
const lazy = () => lazyHeaders({ ...HEADERS });
test.each<[string, (headers: Headers) => unknown]>([
  ["get, in any case", (headers) => [headers.get("X-A"), headers.get("content-TYPE"), headers.get("x-b")]],
  ["get of what every object has", (headers) => [headers.get("constructor"), headers.has("__proto__")]],
  ["has", (headers) => [headers.has("X-A"), headers.has("x-b")]],
  ["what was set", (headers) => [headers.set("x-a", "c"), headers.get("x-a"), headers.has("x-a")]],
  ["what was deleted", (headers) => [headers.delete("x-a"), headers.get("x-a"), headers.has("x-a")]],
  ["what was appended", (headers) => [headers.append("x-a", "c"), headers.get("x-a")]],
  ["names", (headers) => [...headers.keys()]],
  ["a copy", (headers) => new Headers(headers).get("x-a")],
  ["a request's", (headers) => new Request("https://calls.example", { headers }).headers.get("x-a")],
  ["its class", (headers) => headers instanceof Headers],
])("headers read where Node has put them say the same: %s", (_, ask) => {
  expect(ask(lazy())).toEqual(ask(real()));
});

import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
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

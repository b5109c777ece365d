import { describe, expect, test } from "vitest";
import type { Http, HttpResponse } from "@/server/ports/http";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgres://nobody", PUBLIC_URL: "https://192.0.2.1" });
const { checkPublicAddress } = await import("@/server/resources/carriers/public-address");
const { handleProbe } = await import("@/server/voice/probe");

const PUBLIC = "https://phone.example.com";
const ADDRESSES: Record<string, string> = { "phone.example.com": "8.8.8.8", "inside.example.com": "10.1.2.3" };
/** In place of the network's name server. */
const names: Parameters<typeof checkPublicAddress>[3] = (name, _options, answer) => {
  const address = name === "localhost" ? "127.0.0.1" : ADDRESSES[name];
  if (address) answer(null, [{ address, family: 4 }]);
  else answer(Object.assign(new Error(name), { code: "ENOTFOUND" }), []);
};
const check = (http: Http, address: string, beside: boolean) => checkPublicAddress(http, address, beside, names);

const response = (status: number, body = ""): HttpResponse => ({ status, headers: {}, body });
/** We, behind our public address. */
const ours: Http = async ({ url }) => {
  const answer = await handleProbe(new Request(url), { nonce: url.split("/").at(-1) ?? "" });
  return response(answer.status, await answer.text());
};
const failing =
  (code: string): Http =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));
const answering =
  (status: number, body?: string): Http =>
  async () =>
    response(status, body);

describe("13.28 whether a carrier reaches us", () => {
  test.each<[string, string, Http, string]>([
    ["we answer", PUBLIC, ours, "ok"],
    ["not https", "http://phone.example.com", ours, "fault"],
    ["this machine", "https://localhost:3000", ours, "fault"],
    ["this machine's address", "https://127.0.0.1:3000", ours, "fault"],
    ["this machine's address, of six", "https://[::1]:3000", ours, "fault"],
    ["a private network", "https://10.1.2.3", ours, "fault"],
    ["a carrier's private network", "https://100.64.0.1", ours, "fault"],
    ["a name that leads into it", "https://inside.example.com", ours, "fault"],
    ["a name nobody has", "https://nobody.example.com", ours, "fault"],
    ["another server", PUBLIC, answering(200, "<html>"), "fault"],
    ["another server, which copies our answer's shape", PUBLIC, answering(200, '{"proof": "x"}'), "fault"],
    ["another server, which answers null", PUBLIC, answering(200, "null"), "fault"],
    ["a proxy that leads nowhere", PUBLIC, answering(502), "fault"],
    ["a redirect", PUBLIC, answering(301), "fault"],
    ["a certificate of our own", PUBLIC, failing("DEPTH_ZERO_SELF_SIGNED_CERT"), "fault"],
    ["a certificate that is over", PUBLIC, failing("CERT_HAS_EXPIRED"), "fault"],
    ["a network that does not lead back", PUBLIC, failing("UND_ERR_CONNECT_TIMEOUT"), "unknown"],
    ["nobody listening", PUBLIC, failing("ECONNREFUSED"), "unknown"],
  ])("%s", async (_what, address, http, state) => {
    const found = await check(http, address, false);
    expect(found).toMatchObject({ check: "public_address", of: address, state });
    if (state === "ok") expect(found.advice).toBeNull();
    else expect(found.advice).toMatch(/\.$/);
  });

  test.each<[string, string, Http, string]>([
    ["needs no more than this machine", "http://localhost:3000", ours, "warning"],
    ["needs no https", "http://phone.example.com", ours, "warning"],
    ["reaches us where our guard does not let us", "http://localhost:3000", failing("ADDRESS_REFUSED"), "warning"],
    ["finds another server there", "http://localhost:3000", answering(404), "fault"],
    ["finds nobody there", "http://localhost:3001", failing("ECONNREFUSED"), "fault"],
    ["is ready for a real carrier", PUBLIC, ours, "ok"],
  ])("the sandbox beside us %s", async (_what, address, http, state) => {
    expect(await check(http, address, true)).toMatchObject({ state });
  });

  test("each probe has a nonce of its own, and only a nonce is answered", async () => {
    const asked: string[] = [];
    const http: Http = (request) => {
      asked.push(request.url);
      return ours(request);
    };
    await check(http, PUBLIC, false);
    await check(http, PUBLIC, false);
    expect(new Set(asked).size).toBe(2);
    for (const nonce of ["", "short", `${"a".repeat(31)}!`, "a".repeat(33)])
      expect((await handleProbe(new Request(PUBLIC), { nonce })).status).toBe(404);
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outboundGuard } from "@/server/platform/outbound/guard";
import { ownPlaces } from "../../scripts/settings.mjs";
import { setEnvironment } from "../support/environment";

const REFUSED = [
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "[::1]",
  "[::]",
  "[fe80::1]",
  "[fd00::1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:a9fe:a9fe]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::a00:1]",
  "[::127.0.0.1]",
  "[::a00:1]",
  "[::ffff:0:7f00:1]",
  "[2002:7f00:1::]",
  "[2001::1]",
  "[fec0::1]",
  "192.88.99.1",
  "198.18.0.1",
  "255.255.255.255",
];
const ALLOWED = [
  ...["8.8.8.8", "93.184.216.34", "172.32.0.1", "169.253.0.1", "192.167.255.255", "example.com"],
  ...["[2606:2800:220:1:248:1893:25c8:1946]", "[2a00:1450:4001::1]", "[::ffff:8.8.8.8]"],
];
/** Other ways to write an address, as a URL has them in the end. */
const WRITTEN = [
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://[0:0:0:0:0:FFFF:7F00:1]/",
];

const at = (host: string) => new URL(`http://${host}/`);

describe("the guard for addresses that accounts set", () => {
  it.each(REFUSED)("refuses %s", (host) => expect(() => outboundGuard([]).check(at(host))).toThrow(/not allowed/));
  it.each(ALLOWED)("lets %s through", (host) => expect(() => outboundGuard([]).check(at(host))).not.toThrow());
  it.each(WRITTEN)("refuses %s, whatever it is written like", (url) =>
    expect(() => outboundGuard([]).check(new URL(url))).toThrow(/not allowed/),
  );
  it.each([["127.0.0.1"], ["127.0.0.0/8"]])("lets through what the operator allowed: %s", (allow) => {
    expect(() => outboundGuard([allow]).check(at("127.0.0.1"))).not.toThrow();
    expect(() => outboundGuard([allow]).check(at("10.0.0.1"))).toThrow();
  });
  it.each([
    ["127.0.0.1:3001", "http://127.0.0.1:3001/", true],
    ["127.0.0.1:3001", "http://127.0.0.1:5432/", false],
    ["127.0.0.1:3001", "http://127.0.0.1/", false],
    ["127.0.0.1:3001", "http://127.0.0.2:3001/", false],
    ["127.0.0.1:3001", "http://2130706433:3001/", true],
    ["127.0.0.1:80", "http://127.0.0.1/", true],
    ["127.0.0.1:80", "https://127.0.0.1/", false],
    ["[::1]:3001", "http://[::1]:3001/", true],
    ["[::1]:3001", "http://[::1]:3002/", false],
  ])("13.15 %s lets %s through: %s", (allow, url, through) => {
    const check = () => outboundGuard([allow]).check(new URL(url));
    if (through) expect(check).not.toThrow();
    else expect(check).toThrow(/not allowed/);
    expect(outboundGuard([allow]).isAllowed(new URL(url))).toBe(through);
  });

  it("13.15 the demo world reaches the sandbox, the product's own API and the example website, and no other service of the machine", () => {
    const { isAllowed } = outboundGuard(ownPlaces(3000, 3001));
    const reached = [3000, 3001, 3300, 5432, 6379, 80].filter((port) =>
      isAllowed(new URL(`http://127.0.0.1:${port}/`)),
    );
    expect(reached).toEqual([3000, 3001, 3300]);
  });

  const lookup = (allow: string[], host: string) =>
    new Promise((resolve) =>
      outboundGuard(allow).lookup(host, {}, (error, address) => resolve(error ? error.message : address)),
    );
  it("refuses a name that resolves to a refused address, when it resolves", async () => {
    expect(await lookup([], "localhost")).toMatch(/not allowed/);
    expect(await lookup(["localhost"], "localhost")).toMatch(/^(127\.|::1)/);
  });

  /** A name server that says something else each time. */
  const rebinding = (...answers: string[][]) => {
    const guard = outboundGuard([], (_host, _options, callback) =>
      callback(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      ),
    );
    return () =>
      new Promise((resolve) =>
        guard.lookup("rebind.example", { all: true }, (error, found) => resolve(error ? error.message : found)),
      );
  };
  it("refuses a name that is rebound after the check: each connection resolves it anew", async () => {
    const connect = rebinding(["93.184.216.34"], ["127.0.0.1"], ["::ffff:10.0.0.1"]);
    expect(await connect()).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(await connect()).toMatch(/not allowed/);
    expect(await connect()).toMatch(/not allowed/);
  });
  it("refuses a name with a good and a bad address: either could be taken", async () => {
    expect(await rebinding(["93.184.216.34", "169.254.169.254"])()).toMatch(/not allowed/);
  });
});

describe("a request to an address an account has set", () => {
  const server = createServer((_request, response) =>
    response.writeHead(302, { location: "http://127.0.0.1/secret" }).end("moved"),
  );
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
    setEnvironment({ DATABASE_URL: "postgresql://none/none", OUTBOUND_ALLOW: "127.0.0.1" });
  });
  afterAll(() => server.close());

  it("does not follow redirects, and meets the guard on a connection, too", async () => {
    const { outbound } = await import("@/server/platform/outbound/request");
    expect(await outbound({ method: "GET", url: `http://127.0.0.1:${port}/`, timeoutMs: 2000 })).toMatchObject({
      status: 302,
      body: "moved",
    });
    await expect(outbound({ method: "GET", url: "http://[::1]/", timeoutMs: 2000 })).rejects.toThrow(/not allowed/);
  });
});

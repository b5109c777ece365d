import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, expect, test } from "vitest";
import { startFront } from "@/server/http/front";
import { isFromThisMachine } from "@/server/platform/this-machine";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", LOG_LEVEL: "silent", BEHIND_FRONT: "yes" });
const front = await startFront({
  port: 0,
  host: "0.0.0.0",
  fallback: async ({ headers }) => new Response(String(isFromThisMachine((name) => headers[name] as string))),
});
afterAll(() => front.close());

/** Another address of this machine: who comes from it could be anybody. */
const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

function ask(host: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ host, port: front.port, path: "/signin", headers }, async (response) => {
      let text = "";
      for await (const data of response) text += data;
      resolve(text);
    });
    asking.once("error", reject).end();
  });
}

const HERE = { host: "localhost:3000" };

test.each<[what: string, headers: Record<string, string>, isHere: boolean]>([
  ["by name", HERE, true],
  ["by number", { host: "127.0.0.1" }, true],
  ["by number of IPv6", { host: "[::1]:3000" }, true],
  ["through a tunnel or proxy", { ...HERE, "x-forwarded-for": "203.0.113.9" }, false],
  ["through one that says it is from here", { ...HERE, "x-forwarded-for": "127.0.0.1" }, false],
  ["through one of another kind", { ...HERE, forwarded: "for=127.0.0.1" }, false],
  ["under another name, as a page of another site would", { host: "evil.example:3000" }, false],
  ["under a name that begins like ours", { host: "localhost.evil.example" }, false],
])("13.15 a request from this machine %s: %j is from here: %s", async (_what, headers, isHere) => {
  expect(await ask("127.0.0.1", headers)).toBe(String(isHere));
});

test.runIf(elsewhere)("13.15 a request from elsewhere is not from here, whatever it says", async () => {
  expect(await ask(elsewhere!, { ...HERE, "x-patchcord-this-machine": "yes" })).toBe("false");
});

test("13.15 what a proxied request says of itself counts for nothing", async () => {
  const said = { "x-patchcord-this-machine": "yes", "x-forwarded-for": "203.0.113.9" };
  expect(await ask("127.0.0.1", { ...HERE, ...said })).toBe("false");
});

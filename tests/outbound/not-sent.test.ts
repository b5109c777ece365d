import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { wasNotSent } from "@/server/ports/http";
import { setEnvironment } from "../support/environment";

setEnvironment({
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  PORT: "3000",
  PUBLIC_URL: "http://127.0.0.1:3000",
});

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A plain HTTP server's host and port, and how many requests have reached it. */
async function plainServer(answer: RequestListener): Promise<{ host: string; reached: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, reached: () => count };
}

async function failure(url: string): Promise<{ code?: string; sent: boolean }> {
  const { outbound } = await import("@/server/platform/outbound/request");
  const error = await outbound({ method: "POST", url, body: "x", timeoutMs: 5000 }).then(
    () => expect.unreachable("it failed"),
    (thrown: unknown) => thrown as { code?: string },
  );
  return { code: error.code, sent: !wasNotSent(error) };
}

it("13.24 a TLS handshake that fails has sent nothing", async () => {
  const { host, reached } = await plainServer((_request, response) => response.end());
  expect(await failure(`https://${host}/`)).toMatchObject({ code: expect.stringMatching(/SSL|EPROTO/), sent: false });
  expect(reached()).toBe(0);
});

it("13.24 a refused connection has sent nothing", async () => {
  const { host } = await plainServer((_request, response) => response.end());
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  expect(await failure(`http://${host}/`)).toEqual({ code: "ECONNREFUSED", sent: false });
});

it("13.24 a connection that breaks under a request may have delivered it", async () => {
  const { host, reached } = await plainServer((request) => request.destroy());
  expect(await failure(`http://${host}/`)).toMatchObject({ sent: true });
  expect(reached()).toBe(1);
});

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { mount } from "@/server/http/mount";

/** Serves the hot routes as Next's router does: Web requests go to the mount's exported methods, without our front. */
export async function startMounted({ port }: { port: number }): Promise<{ close: () => Promise<void> }> {
  const underWay = new Set<Promise<void>>();
  const server = createServer((incoming, outgoing) => {
    const answered = answer(incoming, outgoing)
      .catch((error: unknown) => void outgoing.destroy(error as Error))
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    // Handlers outlive their connections: what they still ask of the database, they ask before it is taken away.
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.all(underWay);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = (incoming.method ?? "GET") as keyof typeof mount;
  // Methods a Web request cannot have are the framework's own to refuse.
  if (!(method in mount)) {
    outgoing.writeHead(405).end();
    return;
  }
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2)
    headers.append(incoming.rawHeaders[at] as string, incoming.rawHeaders[at + 1] as string);
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" } : {}),
  } as RequestInit);
  const response = await mount[method](request);
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
  // Nobody waits for it: an upload may have no end.
  if (request.body && !request.bodyUsed) drain(request.body, incoming).catch(() => undefined);
}

const MAX_DRAINED_BYTES = 2 * 1024 * 1024;

/** Reads what the handler has left of a body, which would keep its connection from the next request; ends what has more of it. */
async function drain(body: ReadableStream<Uint8Array>, incoming: IncomingMessage): Promise<void> {
  let left = MAX_DRAINED_BYTES;
  for await (const chunk of body) {
    left -= chunk.byteLength;
    if (left < 0) incoming.destroy();
  }
}

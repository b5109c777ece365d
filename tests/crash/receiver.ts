import http from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request to the receiver: shares of all of them. */
const FAILS = 0.3;
const HANGS = 0.05;
const LATE = 0.05;
const LATE_MS = 4000;

type Received = { id: string; type: string; interaction: string };

/** Numbers from 0 to 1, all as likely, the same for the same seed (xorshift32). */
function uniform(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A back end that is told of events and answers badly: what it received first of each event, in order. */
export async function receiver(seed: number) {
  const random = uniform(seed);
  const first = new Map<string, Received>();
  const answered = { well: 0, late: 0, failed: 0, hung: 0 };
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { type, data } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const id = String(request.headers["webhook-id"]);
    if (!first.has(id)) first.set(id, { id, type, interaction: data.interaction_id });
    const drawn = random();
    const fate = drawn < HANGS ? "hung" : drawn < HANGS + FAILS ? "failed" : drawn > 1 - LATE ? "late" : "well";
    answered[fate] += 1;
    if (fate === "hung") return;
    setTimeout(() => response.writeHead(fate === "failed" ? 500 : 204).end(), fate === "late" ? LATE_MS : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    received: () => ({ answered, events: [...first.values()] }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** How many interactions have exactly one event that tells their end, and how many events came before one that happened earlier. */
export function judge(events: Received[], accepted: string[], order: ReadonlyMap<string, bigint>) {
  const byInteraction = Map.groupBy(events, ({ interaction }) => interaction);
  const ends = accepted.map(
    (id) => (byInteraction.get(id) ?? []).filter(({ type }) => type === "interaction.ended").length,
  );
  let outOfOrder = 0;
  for (const some of byInteraction.values()) {
    const positions = some.map(({ id }) => order.get(id) ?? -1n);
    outOfOrder += positions.filter((position, at) => at > 0 && position < (positions[at - 1] ?? 0n)).length;
  }
  return { endedOnce: ends.filter((count) => count === 1).length, outOfOrder };
}

import type { FileResponse, Http, HttpFile } from "@/server/ports/http";
import { currentActor } from "./actor";

/** In place of the product's sockets: what a process sends goes over the world's network, which is a value of the process. */
export const outbound: Http = (request) => wayOut()(request);

export const outboundFile: HttpFile = async (request) => {
  const { body, ...answer } = await wayOut()(request);
  return { ...answer, bytes: Buffer.from(body) } satisfies FileResponse;
};

export const WAY_OUT = "simulation-way-out";

function wayOut(): Http {
  const way = currentActor()?.singletons.get(WAY_OUT);
  if (!way) throw new Error("A request was sent by nobody.");
  return way as Http;
}

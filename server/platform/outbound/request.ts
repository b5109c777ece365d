import type { Socket } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { type Http, type HttpFile, markNotSent } from "../../ports/http";
import { env } from "../env";
import { processSingleton } from "../process-singleton";
import { decodeBody } from "./decode-body";
import { outboundGuard } from "./guard";

const MAX_RESPONSE_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5000;
/** Shorter than the five seconds after which a Node server closes an idle connection, so that no request is sent on one that is closing. */
const KEEP_ALIVE_MS = 4000;

class ResponseTooLarge extends Error {
  readonly code = "ANSWER_TOO_LARGE";
}

/** The `Http` port over undici, behind the guard for addresses that accounts set. */
export const outbound: Http = async (request) => {
  const { bytes, ...response } = await outboundFile(request);
  return { ...response, body: decodeBody(bytes, [response.headers["content-type"]].flat()[0]) };
};

/** The same for the bytes of a file. */
export const outboundFile: HttpFile = async ({ method, url, headers, body, timeoutMs, signal, firstBytes }) => {
  const { guard, agent } = processSingleton("outbound", () => {
    const made = outboundGuard(env().OUTBOUND_ALLOW);
    const connect = telling(buildConnector({ lookup: made.lookup as never, timeout: CONNECT_TIMEOUT_MS }));
    return {
      guard: made,
      agent: new Agent({ connect, keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS }),
    };
  });
  const address = new URL(url);
  guard.check(address);
  const response = await request(address, {
    method: method as "POST",
    headers,
    body,
    dispatcher: agent,
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
  });
  return { status: response.statusCode, headers: response.headers, bytes: await read(response.body, firstBytes) };
};

/** A connector that marks the errors it makes: where there is no connection, no request was sent. */
function telling(connector: buildConnector.connector): buildConnector.connector {
  return (options, done) =>
    connector(options, (...[error, socket]) => (error ? done(markNotSent(error), null) : done(null, socket as Socket)));
}

async function read(stream: AsyncIterable<Uint8Array>, firstBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes >= firstBytes) return Buffer.concat([...chunks, chunk]).subarray(0, firstBytes);
    if (bytes > MAX_RESPONSE_BYTES) throw new ResponseTooLarge("The answer is larger than 1 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import http from "node:http";
import https from "node:https";
import type { Failure } from "./connection-overrides";

export interface Reply {
  status: number;
  contentType: string;
  /** Where a redirect leads. */
  location: string;
  body: string;
}

export class HttpFailure extends Error {
  readonly kind: Failure;
  constructor(kind: Failure, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface HttpRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** False: the answer is read and thrown away, however long it is. */
  keepBody?: false;
  /** Milliseconds: to connect, between packets, and for everything. */
  connect: number;
  read: number;
  total: number;
}

/** More than any document may have; Twilio stops at 64 kB. */
const MAX_BYTES = 1 << 20;

/** Asks webhooks over kept-alive connections. `node:http` and not `fetch`: connecting and reading have limits of their own. */
export class HttpClient {
  #plain = new http.Agent({ keepAlive: true, maxFreeSockets: 256 });
  #secure = new https.Agent({ keepAlive: true, maxFreeSockets: 256 });

  /** Throws HttpFailure when no answer came. */
  send(url: URL, options: HttpRequest): Promise<Reply> {
    return this.#once(url, options).catch((error: unknown) => {
      // The server closed a kept-alive connection just as it was taken up again: not the webhook's failure, nothing was read.
      if (error instanceof StaleConnection) return this.#once(url, options);
      throw error;
    });
  }

  close(): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }

  #once(url: URL, options: HttpRequest): Promise<Reply> {
    const secure = url.protocol === "https:";
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(url, {
        method: options.method,
        headers: options.headers,
        agent: secure ? this.#secure : this.#plain,
      });
      let connected = false;
      let limit: NodeJS.Timeout | undefined;
      const total = setTimeout(() => fail(connected ? "rt" : "ct", "took too long"), options.total);
      const restart = (kind: Failure, milliseconds: number) => {
        clearTimeout(limit);
        limit = setTimeout(() => fail(kind, "timed out"), milliseconds);
      };
      const done = () => {
        clearTimeout(limit);
        clearTimeout(total);
      };
      const fail = (kind: Failure, message: string) => {
        done();
        reject(new HttpFailure(kind, `${url.origin}: ${message}`));
        request.destroy();
      };
      const onConnected = () => {
        connected = true;
        restart("rt", options.read);
      };
      request.on("socket", (socket) => {
        if (!socket.connecting) return onConnected();
        restart("ct", options.connect);
        socket.once(secure ? "secureConnect" : "connect", onConnected);
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        done();
        const stale = request.reusedSocket && error.code === "ECONNRESET";
        reject(stale ? new StaleConnection() : new HttpFailure(connected ? "rt" : "ct", error.message));
      });
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          restart("rt", options.read);
          if (options.keepBody === false) return;
          size += chunk.length;
          if (size > MAX_BYTES) return fail("rt", "the answer is too long");
          chunks.push(chunk);
        });
        response.on("error", (error) => fail("rt", error.message));
        response.on("end", () => {
          done();
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers["content-type"] ?? "",
            location: response.headers.location ?? "",
            body: Buffer.concat(chunks).toString("utf8"),
          });
        });
      });
      request.end(options.body);
    });
  }
}

class StaleConnection extends Error {}

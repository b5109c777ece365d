export type HttpRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Aborts the request before its timeout. */
  signal?: AbortSignal;
  /** So much of the answer is wanted: the rest is not read. */
  firstBytes?: number;
};
export type HttpResponse = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A response whose body is a file: as it came, since what coding it has is for its reader to say. */
export type FileResponse = Omit<HttpResponse, "body"> & { bytes: Uint8Array };

/**
 * Sends a request to an address that an account has set. Follows no redirect; throws what the network threw, which
 * `wasNotSent` reads.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** The same for a file. */
export type HttpFile = (request: HttpRequest) => Promise<FileResponse>;

/** Marks an error as one of making the connection, TLS included: nothing of the request has left. */
export function markNotSent(error: Error): Error {
  return Object.assign(error, { sent: false });
}

/** Codes that only the look-up of a name or the making of a connection gives. */
const NOT_CONNECTED = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** True for an error before which nothing of the request was sent, so that it can be repeated without harm. */
export function wasNotSent(error: unknown): boolean {
  const { sent, code } = error as { sent?: boolean; code?: unknown };
  return sent === false || NOT_CONNECTED.has(code);
}

export type HttpRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Aborts the request before its timeout. */
  signal?: AbortSignal;
};
export type HttpResponse = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Sends a request to an address that an account has set. Follows no redirect; throws what the network threw. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

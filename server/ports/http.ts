export type HttpRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Gives the request up before that. */
  signal?: AbortSignal;
};
export type HttpResponse = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Sends a request to an address an account has set. Redirects are not followed; throws what the network threw. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

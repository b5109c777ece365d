import { setTimeout as pause } from "node:timers/promises";
import { EXIT, Fault } from "../output/fault";
import type { Credentials } from "./credentials";

export type Answer<T> = { status: number; etag: string | null; body: T };
type Sent = { body?: unknown; ifMatch?: string; ifNoneMatch?: string; idempotencyKey?: string };
type Problem = { code?: string; message?: string; fields?: { name: string; description: string }[] };

/** So often a request is sent again where the server has no room for it now (429, 503). */
const TRIES = 4;
const TIMEOUT_MS = 60_000;

/** Talks to one account of a Patchcord. Its token is fetched with the first request, and anew once it has run out. */
export class Client {
  private token: string | null = null;
  constructor(private readonly credentials: Credentials) {}

  get<T>(path: string, sent?: Sent): Promise<Answer<T>> {
    return this.send("GET", path, sent);
  }
  post<T>(path: string, body: unknown, sent?: Sent): Promise<Answer<T>> {
    return this.send("POST", path, { ...sent, body });
  }
  put<T>(path: string, body: unknown, ifMatch: string): Promise<Answer<T>> {
    return this.send("PUT", path, { body, ifMatch });
  }

  /** Throws a fault with the server's own words; `conflict`, `refused` and `unavailable` have exit codes of their own. */
  private async send<T>(method: string, path: string, sent: Sent = {}): Promise<Answer<T>> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.request(method, path, sent);
      if (response.status === 401 && this.token !== null && tries < TRIES) {
        this.token = null;
        continue;
      }
      if ((response.status === 429 || response.status === 503) && tries < TRIES) {
        await pause(1000 * Math.min(30, Number(response.headers.get("retry-after") ?? 1) || 1));
        continue;
      }
      if (response.status === 304) return { status: 304, etag: response.headers.get("etag"), body: null as T };
      if (!response.ok) throw faultOf(response.status, await problemIn(response), this.credentials.url);
      return { status: response.status, etag: response.headers.get("etag"), body: (await response.json()) as T };
    }
  }

  private async request(method: string, path: string, { body, ifMatch, ifNoneMatch, idempotencyKey }: Sent) {
    this.token ??= await this.fetchToken();
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(ifMatch ? { "if-match": ifMatch } : {}),
      ...(ifNoneMatch ? { "if-none-match": ifNoneMatch } : {}),
      ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    };
    return this.fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  private async fetchToken(): Promise<string> {
    const { client_id, client_secret, url } = this.credentials;
    const basic = Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`).toString(
      "base64",
    );
    const response = await this.fetch("/api/oauth/token", {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    if (response.status === 400 || response.status === 401)
      throw new Fault(`${url} does not know this client id and secret.`, EXIT.refused);
    if (!response.ok) throw faultOf(response.status, await problemIn(response), url);
    return ((await response.json()) as { access_token: string }).access_token;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const { url } = this.credentials;
    try {
      return await fetch(new URL(path, url), { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new Fault(`${url} does not answer: ${why}`, EXIT.unavailable);
    }
  }
}

const problemIn = (response: Response): Promise<Problem> => response.json().catch(() => ({}));

function faultOf(status: number, { message, fields = [] }: Problem, url: string): Fault {
  const lines = fields.map(({ name, description }) => `  ${name} ${description}`);
  const exitCode =
    { 401: EXIT.refused, 403: EXIT.refused, 409: EXIT.conflict }[status] ??
    (status >= 500 ? EXIT.unavailable : EXIT.failed);
  return new Fault([message ?? `${url} answered with HTTP ${status}.`, ...lines].join("\n"), exitCode);
}

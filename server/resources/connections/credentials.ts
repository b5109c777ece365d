import { createHash } from "node:crypto";
import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { Http } from "../../ports/http";
import { faultOf, type Refusal } from "./faults";
import type { OpenConnection } from "./open-connection";

/** A token is used until this long before it expires, so that it does not expire on its way to the service. */
const EXPIRY_MARGIN_MS = 30_000;
/** The lifetime of a token whose endpoint does not give one: RFC 6749, 5.1 only recommends that it does. */
const DEFAULT_TOKEN_SECONDS = 300;
const MAX_TOKEN_SECONDS = 24 * 3600;
const TOKEN_TIMEOUT_MS = 10_000;
const MAX_CACHED_TOKENS = 1000;

/** `secrets`: the secret parts of the headers, in every form in which a service could echo them. */
export type Credentials = { headers: Record<string, string>; secrets: string[]; token?: string };
type CredentialsResult = { ok: true; credentials: Credentials } | Refusal;

/** The headers that authenticate a request. `refused`: the token that the service has just refused, so that another one is fetched. */
export async function credentialsFor(
  http: Http,
  connection: OpenConnection,
  signal: AbortSignal,
  refused: string | null,
): Promise<CredentialsResult> {
  const { auth, settings, secret } = connection;
  switch (auth) {
    case "basic": {
      const pair = base64(`${settings.user}:${secret}`);
      return withHeaders({ authorization: `Basic ${pair}` }, [secret, pair]);
    }
    case "bearer":
      return withHeaders({ authorization: `Bearer ${secret}` }, [secret]);
    case "api_key_header":
      return withHeaders({ [(settings.header ?? "").toLowerCase()]: secret }, [secret]);
    case "oauth2_client_credentials": {
      const got = await tokenOf(http, connection, signal, refused);
      if (!got.ok) return got;
      const { token } = got;
      return {
        ok: true,
        credentials: { headers: { authorization: `Bearer ${token}` }, secrets: [secret, token], token },
      };
    }
    default:
      return withHeaders({}, []);
  }
}

function withHeaders(headers: Record<string, string>, secrets: string[]): CredentialsResult {
  return { ok: true, credentials: { headers, secrets } };
}

type Token = { ok: true; token: string; until: number } | Refusal;

/**
 * An access token by client credentials (RFC 6749, 4.4), cached until shortly before it expires. Each process has its own cache, by
 * connection and secret. Callers that need a token while one is being fetched share that fetch.
 */
async function tokenOf(
  http: Http,
  connection: OpenConnection,
  signal: AbortSignal,
  refused: string | null,
): Promise<Token> {
  const tokens = processSingleton("connection-tokens", () => new BoundedMap<string, Promise<Token>>(MAX_CACHED_TOKENS));
  const key = keyOf(connection);
  const cached = tokens.get(key);
  const token = cached && (await raceAbort(cached, signal));
  if (token?.ok && token.until > Date.now() && token.token !== refused) return token;
  // Another caller may have begun to fetch a new token meanwhile.
  const newer = tokens.get(key);
  if (newer && newer !== cached) return raceAbort(newer, signal);
  const fetched = fetchToken(http, connection);
  tokens.set(key, fetched);
  void fetched.then((got) => {
    if (!got.ok && tokens.get(key) === fetched) tokens.delete(key);
  });
  return raceAbort(fetched, signal);
}

function keyOf({ id, settings, secretVersion }: OpenConnection): string {
  return createHash("sha256")
    .update(JSON.stringify([id, settings, secretVersion]))
    .digest("base64");
}

/** The token, or a timeout where the caller aborts first. The fetch goes on then, since other callers may wait for it. */
function raceAbort(fetched: Promise<Token>, signal: AbortSignal): Promise<Token> {
  const aborted = new Promise<Token>((resolve) => {
    const end = () => resolve(faultOf(signal.reason, signal));
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
  return Promise.race([fetched, aborted]);
}

async function fetchToken(http: Http, { settings, secret }: OpenConnection): Promise<Token> {
  const { tokenUrl = "", clientId = "", scope, sendAs } = settings;
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope ? { scope } : {}) });
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  };
  if (sendAs === "body") {
    form.set("client_id", clientId);
    form.set("client_secret", secret);
  } else headers.authorization = `Basic ${base64(`${formText(clientId)}:${formText(secret)}`)}`;
  const signal = AbortSignal.timeout(TOKEN_TIMEOUT_MS);
  try {
    const { status, body } = await http({
      ...{ method: "POST", url: tokenUrl, headers, body: form.toString() },
      ...{ timeoutMs: TOKEN_TIMEOUT_MS, signal },
    });
    return readToken(status, body);
  } catch (error) {
    const fault = faultOf(error, signal);
    return { ...fault, message: `At the token endpoint: ${fault.message}` };
  }
}

function readToken(status: number, body: string): Token {
  const answer = jsonOf(body);
  const { access_token: token, token_type: type, expires_in: seconds } = answer;
  if (status !== 200 || typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    const { error } = answer;
    const why = typeof error === "string" && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : "";
    return failed(`The token endpoint answered ${status}${why}. Check the client’s id and secret.`);
  }
  if (typeof type === "string" && type.toLowerCase() !== "bearer")
    return failed("The token endpoint gives tokens of a kind that is not known here.");
  const lifetime = Number.isFinite(Number(seconds)) && Number(seconds) > 0 ? Number(seconds) : DEFAULT_TOKEN_SECONDS;
  const ms = Math.min(lifetime, MAX_TOKEN_SECONDS) * 1000;
  return { ok: true, token, until: Date.now() + Math.max(ms - EXPIRY_MARGIN_MS, ms / 2) };
}

function failed(message: string): Refusal {
  return { ok: false, code: "auth_failed", message };
}

function jsonOf(body: string): Record<string, unknown> {
  try {
    const read = JSON.parse(body);
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {};
  }
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
/** Form-encodes a client id or secret for the Authorization header (RFC 6749, 2.3.1). */
const formText = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);

import { createHash } from "node:crypto";
import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { Http } from "../../ports/http";
import { faultOf, type Refusal } from "./faults";
import type { OpenConnection } from "./open-connection";

/** A token is good for its maker's seconds less these: it must not run out on its way. */
const EXPIRY_MARGIN_MS = 30_000;
/** How long a token is kept whose maker says nothing (RFC 6749, 5.1 only recommends it). */
const DEFAULT_TOKEN_SECONDS = 300;
const MAX_TOKEN_SECONDS = 24 * 3600;
const TOKEN_TIMEOUT_MS = 10_000;
const MAX_CACHED_TOKENS = 1000;

/** `secrets`: what must not be seen of the headers, in the forms in which a service could say it back. */
export type Credentials = { headers: Record<string, string>; secrets: string[]; token?: string };
type CredentialsResult = { ok: true; credentials: Credentials } | Refusal;

/** What proves that we are the connection's. `refused`: the token that the service has just refused. */
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
 * An access token by client credentials (RFC 6749, 4.4), kept until shortly before it expires. One cache a process, by
 * connection and secret: another process gets its own, which is as good. Who asks while one is on its way waits for it.
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
  // Somebody else may have begun to fetch another one meanwhile.
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

/** The token may be others' as well: it is fetched to the end, whoever of them gives up. */
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
/** RFC 6749, 2.3.1: both are form-encoded first. */
const formText = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);

import { createPublicKey, randomUUID, verify, X509Certificate } from "node:crypto";
import { runSoql, type Tables } from "./soql";
import { SoqlError } from "./soql-tokens";
import { PENDING, type ReceivedRequest, type StubResponse, type StubServer, stubServer } from "./stub-server";

/** An app that an org has connected: what it may sign in with. `key`: a certificate or a public key, PEM. */
type App = { secret?: string; key?: string; users?: string[] };

/** What goes wrong with one request; `hang` keeps it pending until `release`, which then answers it properly. */
type Fault = "hang" | "500" | "503" | "html" | "garbled" | "huge" | "redirect" | "elsewhere" | "stale";

type SalesforceServer = StubServer & {
  apps: Record<string, App>;
  tables: Tables;
  /** The next requests there go wrong so, in order. */
  faults: { token: Fault[]; query: Fault[] };
  /** Queries in which one of these texts stands hang until `release`. */
  hanging: Set<string>;
  /** Sessions that are open; what is not among them has expired. */
  sessions: Set<string>;
  /** Where the token endpoint says the data is; its own address unless a test says otherwise. */
  instance: string | null;
  asked: { query: string[]; tokens: number };
};

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const VERSIONS = ["v61.0", "v62.0"];

/**
 * A fake Salesforce org: its OAuth token endpoint (client credentials; JWT bearer, RFC 7523, as Salesforce Help tells it)
 * and its query REST (REST API Developer Guide, "Query"; "Status Codes and Error Responses"). Knows nothing of our client.
 */
export async function salesforceServer(tables: Tables): Promise<SalesforceServer> {
  const state = {
    apps: {} as Record<string, App>,
    tables,
    faults: { token: [] as Fault[], query: [] as Fault[] },
    hanging: new Set<string>(),
    sessions: new Set<string>(),
    instance: null as string | null,
    asked: { query: [] as string[], tokens: 0 },
  };
  const wrong = (at: "token" | "query", again: boolean): StubResponse | typeof PENDING | null => {
    const fault = again ? undefined : state.faults[at].shift();
    if (!fault) return null;
    if (fault === "hang") return PENDING;
    if (fault === "stale") state.sessions.clear();
    return FAULTS[fault] ?? null;
  };
  const server = await stubServer((request, again) => {
    const { pathname, searchParams } = new URL(request.path, "http://x");
    if (pathname === "/services/oauth2/token" && request.method === "POST") {
      if (!again) state.asked.tokens += 1;
      return wrong("token", again) ?? token(state, server.url, request);
    }
    const [, version = "", rest = ""] = /^\/services\/data\/(v\d+\.0)(\/.*)?$/.exec(pathname) ?? [];
    if (!VERSIONS.includes(version)) return fail(404, "NOT_FOUND", "The requested resource does not exist");
    const query = searchParams.get("q") ?? "";
    if (rest.startsWith("/query") && !again) state.asked.query.push(query);
    if (!again && [...state.hanging].some((text) => query.includes(text))) return PENDING;
    const fault = wrong("query", again);
    if (fault) return fault;
    const session = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    if (!state.sessions.has(session)) return fail(401, "INVALID_SESSION_ID", "Session expired or invalid");
    if (rest === "" || rest === "/") return json(200, { sobjects: `/services/data/${version}/sobjects` });
    if (rest !== "/query") return fail(404, "NOT_FOUND", "The requested resource does not exist");
    return answer(state.tables, query);
  });
  return Object.assign(state, server);
}

/** `huge` is more than anybody reads; `elsewhere` names an instance of somebody else's. */
const FAULTS: Partial<Record<Fault, StubResponse>> = {
  "500": fail(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred."),
  "503": fail(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable."),
  html: { status: 503, headers: { "content-type": "text/html" }, body: "<html><body>Maintenance</body></html>" },
  garbled: { body: "ok" },
  huge: json(200, { totalSize: 1, done: true, records: [{ Text__c: "x".repeat(1100 * 1024) }] }),
  redirect: { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data" } },
  elsewhere: json(200, { access_token: "t", instance_url: "http://10.0.0.7", token_type: "Bearer" }),
};

function answer(tables: Tables, query: string): StubResponse {
  try {
    return json(200, runSoql(tables, query));
  } catch (error) {
    if (!(error instanceof SoqlError)) throw error;
    const shown = `\n${query}\n^\nERROR at Row:1:Column:1\n${error.message}`;
    return fail(400, error.errorCode, shown);
  }
}

type State = Pick<SalesforceServer, "apps" | "sessions" | "instance">;

function token(state: State, url: string, { headers, body }: ReceivedRequest): StubResponse {
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return refuse("invalid_request", "unsupported content type");
  const form = new URLSearchParams(body);
  const grant = form.get("grant_type");
  const fault =
    grant === JWT_BEARER
      ? assertionFault(state.apps, url, form.get("assertion") ?? "")
      : grant === "client_credentials"
        ? secretFault(state.apps, form)
        : (["unsupported_grant_type", "grant type not supported"] as const);
  if (fault) return refuse(...fault);
  const session = `00D!${randomUUID()}`;
  state.sessions.add(session);
  const instance_url = state.instance ?? url;
  return json(200, { access_token: session, instance_url, id: `${url}/id/00D/005`, token_type: "Bearer" });
}

type OAuthFault = readonly [error: string, description: string] | null;

function secretFault(apps: Record<string, App>, form: URLSearchParams): OAuthFault {
  const app = apps[form.get("client_id") ?? ""];
  if (!app) return ["invalid_client_id", "client identifier invalid"];
  if (!app.secret || form.get("client_secret") !== app.secret) return ["invalid_client", "invalid client credentials"];
  return null;
}

function assertionFault(apps: Record<string, App>, url: string, assertion: string): OAuthFault {
  const [head = "", claims = "", signature = ""] = assertion.split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
  const { alg } = read(head);
  const { iss, sub, aud, exp } = read(claims);
  const app = apps[String(iss)];
  if (!app?.key) return ["invalid_client_id", "client identifier invalid"];
  const key = app.key.includes("CERTIFICATE") ? new X509Certificate(app.key).publicKey : createPublicKey(app.key);
  const signed = verify("RSA-SHA256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"));
  if (alg !== "RS256" || !signed) return ["invalid_grant", "invalid assertion"];
  if (aud !== url) return ["invalid_grant", "audience is invalid"];
  const left = Number(exp) - Date.now() / 1000;
  if (!(left > 0 && left <= 300)) return ["invalid_grant", "expired authorization code"];
  if (!app.users?.includes(String(sub))) return ["invalid_grant", "user hasn't approved this consumer"];
  return null;
}

function json(status: number, value: unknown): StubResponse {
  return { status, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(value) };
}

function refuse(error: string, error_description: string): StubResponse {
  return json(400, { error, error_description });
}

/** As REST resources refuse: a list of one. */
function fail(status: number, errorCode: string, message: string): StubResponse {
  return json(status, [{ message, errorCode }]);
}

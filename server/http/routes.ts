import { handleToken } from "../oauth/token-endpoint";
import { handleBackground } from "../operations/background";
import { handleLive, handleReady } from "../operations/health";
import { handleMetrics } from "../operations/metrics";
import { PROBE_PATH, PROMPTS_PATH } from "../ports/addresses";
import { JWKS_PATH, metadata, TOKEN_PATH } from "../resources/access-tokens/metadata";
import { publicKeys } from "../resources/access-tokens/signing-keys";
import { handleAskForCall } from "../rest/buttons/ask-for-call";
import { handleChallenge } from "../rest/buttons/challenge";
import { handleLook } from "../rest/buttons/look";
import { handleScript } from "../rest/buttons/script";
import { buttonMethods } from "../rest/buttons/serve";
import { handleVisit } from "../rest/buttons/visit";
import { serve } from "../rest/kit";
import { openApi } from "../rest/openapi";
import { routes } from "../rest/routes";
import { handleProbe } from "../voice/probe";
import { handlePrompt } from "../voice/prompts";
import { handleVoice } from "../voice/voice";

export type Params = Record<string, string>;
export type Handler = (request: Request, params: Params) => Promise<Response>;
/** `uploads`: the methods that take files, which the pages' process answers where there is one. */
export type Entry = { template: string; methods: Record<string, Handler>; uploads?: readonly string[] };

/** Signing keys change once a month and stay published while a token of theirs is valid, so five minutes of caching do no harm. */
const PUBLISHED = { "Cache-Control": "public, max-age=300" };

/** Every hot route: a path template and the handler of each method. `{name}` is one segment, `*` the rest. */
export function table(): Entry[] {
  const byPath = Map.groupBy(routes, (route) => route.path);
  const flows = [...byPath].map(([template, group]) => ({
    template,
    methods: Object.fromEntries(group.map((route) => [route.method, serve(route)])),
    uploads: group.filter(({ file }) => file).map(({ method }) => method),
  }));
  return [
    ...flows,
    { template: "/api/buttons/button.js", methods: { GET: handleScript } },
    { template: "/api/buttons/{key}", methods: buttonMethods("GET", handleLook) },
    { template: "/api/buttons/{key}/challenge", methods: buttonMethods("POST", handleChallenge) },
    { template: "/api/buttons/{key}/requests", methods: buttonMethods("POST", handleAskForCall) },
    { template: "/api/buttons/{key}/visit", methods: buttonMethods("GET", handleVisit) },
    { template: `${PROMPTS_PATH}/{token}`, methods: { GET: handlePrompt } },
    { template: `${PROBE_PATH}/{nonce}`, methods: { GET: handleProbe } },
    { template: "/api/voice/*", methods: { GET: voice, POST: voice } },
    { template: TOKEN_PATH, methods: { POST: handleToken } },
    { template: JWKS_PATH, methods: { GET: handleKeys } },
    { template: "/.well-known/oauth-authorization-server", methods: { GET: handleMetadata } },
    { template: "/api/openapi.json", methods: { GET: handleOpenApi } },
    { template: "/api/background/run", methods: { POST: handleBackground } },
    { template: "/api/health/live", methods: { GET: handleLive } },
    { template: "/api/health/ready", methods: { GET: handleReady } },
    { template: "/api/metrics", methods: { GET: handleMetrics } },
  ];
}

const voice: Handler = (request) => handleVoice(request, new URL(request.url));
const handleKeys: Handler = async () => published(await publicKeys());
const handleMetadata: Handler = async () => published(metadata());
const handleOpenApi: Handler = async () => published(openApi());

function published(body: object): Response {
  return Response.json(body, { headers: PUBLISHED });
}

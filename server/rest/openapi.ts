import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from "zod-openapi";
import { type ErrorCode, STATUS } from "../platform/errors";
import { tokenEndpoint } from "../resources/access-tokens/metadata";
import { SCOPES } from "../resources/clients/scopes";
import { EVENT_NAMES, EVENTS } from "../resources/webhooks/events/catalogue";
import { KEY_ERRORS, KEY_HEADER, REPLAYED_HEADER } from "./idempotency";
import type { Route } from "./route";
import { routes } from "./routes";

const SCHEME = "client_credentials";

const problem = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    instance: z.string().optional().meta({ description: "Names the record of a fault of ours." }),
    code: z.enum(Object.keys(STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    description: z.string().optional(),
    fields: z.array(z.object({ name: z.string(), description: z.string() })),
  })
  .meta({ id: "Problem", description: "An error, by RFC 9457." });

const rate = {
  "RateLimit-Policy": z.string().meta({ description: "The limit.", example: '"default";q=2;w=1' }),
  RateLimit: z.string().meta({ description: "What is left of it.", example: '"default";r=1;t=1' }),
};
const retry = { "Retry-After": z.string().meta({ description: "Seconds to wait.", example: "1" }) };
const challenge = { "WWW-Authenticate": z.string().meta({ description: "By RFC 6750." }) };

/** Headers of error responses, by status. */
const ERROR_HEADERS: Record<number, Record<string, z.ZodType>> = {
  401: challenge,
  403: challenge,
  429: { ...rate, ...retry },
  503: retry,
};

let document: ReturnType<typeof createDocument> | undefined;

/** The API's description in OpenAPI 3.1, made from the declared routes. */
export function openApi() {
  document ??= createDocument({
    openapi: "3.1.1",
    info: {
      title: "Patchcord Flows API",
      version: "1",
      description: "Starts call flows from a website's back end, tells what became of them, and ends them.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This installation" }],
    tags: [
      { name: "Flows", description: "Interactions of published flows." },
      { name: "Events", description: "What is sent to webhook endpoints." },
    ],
    paths: paths(),
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        [SCHEME]: {
          type: "oauth2",
          description: "A token is valid for ten minutes. Accounts are told apart by their clients.",
          flows: { clientCredentials: { tokenUrl: tokenEndpoint(), scopes: SCOPES } },
        },
      },
    },
  });
  return document;
}

function paths(): Record<string, Record<string, ZodOpenApiOperationObject>> {
  const byPath: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    byPath[route.path] = { ...byPath[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return byPath;
}

const HEADERS = z.object({
  "webhook-id": z
    .string()
    .meta({ description: "The event's id: the same in each try, so that a receiver takes none twice." }),
  "webhook-timestamp": z
    .string()
    .meta({ description: "The try's moment, in seconds since 1970.", example: "1772443800" }),
  "webhook-signature": z.string().meta({
    description:
      "`v1,` and the base64 HMAC-SHA-256 of `id.timestamp.body`; one of each secret while it is changed, with spaces between.",
    example: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  }),
});

/** What endpoints are sent, by type. */
function webhooks(): Record<string, { post: ZodOpenApiOperationObject }> {
  return Object.fromEntries(EVENT_NAMES.map((name) => [name, { post: message(name) }]));
}

function message(name: (typeof EVENT_NAMES)[number]): ZodOpenApiOperationObject {
  const { says, version, data, example } = EVENTS[name];
  const schema = z.object({
    type: z.literal(name),
    timestamp: z.iso.datetime().meta({ description: "When it happened." }),
    version: z.literal(version).meta({ description: "Of the type: grows when a field changes its meaning." }),
    data,
  });
  const sent = { type: name, timestamp: "2026-03-02T09:34:12.000Z", version, data: example };
  return {
    operationId: `on ${name}`.replace(/[ ._]+(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary: name,
    description: says,
    tags: ["Events"],
    security: [],
    requestParams: { header: HEADERS },
    requestBody: { required: true, content: { "application/json": { schema, example: sent } } },
    responses: {
      "2XX": { description: "Received. Any other answer, or none within ten seconds, and it is sent again." },
      410: { description: "Nothing more is sent to this address." },
    },
  };
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { operationId, summary, description, response } = route;
  const isPost = route.method === "POST";
  const sent = { ...(isPost ? KEY_HEADER.shape : {}), ...route.headers?.shape };
  return {
    operationId,
    summary,
    description,
    tags: ["Flows"],
    security: [{ [SCHEME]: [route.scope] }],
    requestParams: {
      path: route.params,
      ...(route.query ? { query: route.query } : {}),
      ...(Object.keys(sent).length > 0 ? { header: z.object(sent) } : {}),
    },
    ...requestBody(route),
    responses: {
      [response.status]: {
        description: response.description,
        content: { "application/json": { schema: response.schema } },
        headers: z.object({ ...response.headers?.shape, ...(isPost ? REPLAYED_HEADER.shape : {}), ...rate }),
      },
      ...errors([...new Set([...route.errors, "client_not_allowed" as const, ...(isPost ? KEY_ERRORS : [])])]),
    },
  };
}

function requestBody({ body, file }: Route): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (body) return { requestBody: { required: true, content: { "application/json": { schema: body } } } };
  if (!file) return {};
  const content = Object.fromEntries(file.types.map((type) => [type, {}]));
  return { requestBody: { required: true, description: file.description, content } };
}

/** One entry for all error codes of a status: OpenAPI describes responses by status. */
function errors(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(codes, (code) => STATUS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\``).join(" · "),
        content: { "application/problem+json": { schema: problem } },
        ...(ERROR_HEADERS[status] ? { headers: z.object(ERROR_HEADERS[status]) } : {}),
      },
    ]),
  );
}

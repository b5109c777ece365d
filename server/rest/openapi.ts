import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from "zod-openapi";
import { type ErrorCode, STATUS } from "../platform/errors";
import { tokenEndpoint } from "../resources/access-tokens/metadata";
import { SCOPES } from "../resources/clients/scopes";
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
      description: "Starts call flows from a website's back end, and tells what became of them.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This installation" }],
    tags: [{ name: "Flows", description: "Interactions of published flows." }],
    paths: paths(),
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

function operation(route: Route): ZodOpenApiOperationObject {
  const { operationId, summary, description, response } = route;
  return {
    operationId,
    summary,
    description,
    tags: ["Flows"],
    security: [{ [SCHEME]: [route.scope] }],
    requestParams: { path: route.params, ...(route.headers ? { header: route.headers } : {}) },
    ...(route.body ? { requestBody: { required: true, content: { "application/json": { schema: route.body } } } } : {}),
    responses: {
      [response.status]: {
        description: response.description,
        content: { "application/json": { schema: response.schema } },
        headers: z.object({ ...response.headers?.shape, ...rate }),
      },
      ...errors(route.errors),
    },
  };
}

/** One entry for all error codes of a status: OpenAPI describes responses by status. */
function errors(codes: ErrorCode[]): ZodOpenApiResponsesObject {
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

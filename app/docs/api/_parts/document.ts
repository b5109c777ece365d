/** The part of an OpenAPI 3.1 document that this page shows. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  description?: string;
  example?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: Schema | boolean;
  minLength?: number;
  maxLength?: number;
};

export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: Schema };
type Media = { schema?: Schema; example?: unknown };
type Header = { description?: string; required?: boolean; schema?: Schema };
export type ResponseSpec = { description: string; content?: Record<string, Media>; headers?: Record<string, Header> };

export type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, Media> };
  responses: Record<string, ResponseSpec>;
};

export type ApiDocument = {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, { post: Operation }>;
  components?: {
    schemas?: Record<string, Schema>;
    securitySchemes?: Record<
      string,
      { description?: string; flows?: Record<string, { tokenUrl: string; scopes: Record<string, string> }> }
    >;
  };
};

export type Resolve = (schema: Schema) => Schema;

/** Resolves a reference into the document's components. */
export function resolver({ components }: ApiDocument): Resolve {
  const resolve: Resolve = (schema) => {
    const name = schema.$ref?.split("/").at(-1);
    const target = name ? components?.schemas?.[name] : undefined;
    return target ? { ...resolve(target), ...(schema.description ? { description: schema.description } : {}) } : schema;
  };
  return resolve;
}

export type NamedOperation = Operation & { method: string; path: string };

export function operations({ paths }: ApiDocument): NamedOperation[] {
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

/** An event that is sent: its name, what it says, and one such. */
export type EventSpec = { name: string; says: string; body: Schema; example: unknown };

export function eventsOf({ webhooks = {} }: ApiDocument): EventSpec[] {
  return Object.entries(webhooks).map(([name, { post }]) => {
    const { schema = {}, example } = Object.values(post.requestBody?.content ?? {})[0] ?? {};
    return { name, says: post.description ?? "", body: schema, example };
  });
}

/** The error codes of a status, which the document lists in its description. */
export function codesOf(description: string): string[] {
  return description.split(" · ").map((code) => code.replaceAll("`", ""));
}

/** The error codes of all operations, by status, without duplicates. */
export function errorsOf(all: NamedOperation[]): { code: string; status: string }[] {
  const found = new Map<string, string>();
  for (const { responses } of all) {
    for (const [status, { description }] of Object.entries(responses)) {
      if (Number(status) >= 400) for (const code of codesOf(description)) found.set(code, status);
    }
  }
  return [...found].map(([code, status]) => ({ code, status })).sort((a, b) => a.status.localeCompare(b.status));
}

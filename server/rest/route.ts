import type { z } from "zod";
import type { ErrorCode } from "../platform/errors";
import type { Budget } from "../platform/rates/limiter";
import type { Caller } from "../resources/access-tokens/bearer";
import type { Scope } from "../resources/clients/scopes";
import type { JsonObject } from "./json-object";

export type Params = z.ZodObject<Record<string, z.ZodType<string>>>;
export type Query = z.ZodObject;

/** The argument of a handler; the kit has checked all of it. */
export type Call<P extends Params = Params, Q extends Query = Query> = {
  request: Request;
  caller: Caller;
  params: z.infer<P>;
  query: z.infer<Q>;
  /** The body as a JSON object; empty where the route takes none. */
  body: JsonObject;
  /** The body's bytes where the route takes a file; empty where it takes none. */
  file: Uint8Array<ArrayBuffer>;
};

/** A body that is a file as it is. Its bytes say what it is; a type that is declared wrongly does no harm. */
export type FileBody = { types: readonly [string, ...string[]]; maxBytes: number; description: string };

/** The declaration of a public endpoint: `serve` enforces it, and the OpenAPI description is made from it. */
export type Route<P extends Params = Params, Q extends Query = Query> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Parameters stand in braces, as OpenAPI writes them. */
  path: string;
  operationId: string;
  summary: string;
  description: string;
  scope: Scope;
  rate: Budget;
  params: P;
  /** What may stand in the query, each name once. Where nothing is declared, the query is not looked at. */
  query?: Q;
  /** The error for a path whose parameters are malformed, so that nothing can have that id. */
  notFoundCode: Extract<ErrorCode, `${string}not_found`>;
  /** Headers and body for the description only: the handler checks them, since the flow decides what they must hold. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** In place of `body`. Such a request is answered by the pages' process where there is one, so that reading it keeps no call waiting. */
  file?: FileBody;
  /** The most bytes of a body; 64 KiB unless said here. */
  maxBodyBytes?: number;
  response: { status: 200 | 201 | 202; description: string; schema: z.ZodType; headers?: z.ZodObject };
  errors: readonly ErrorCode[];
  /** The handler itself keeps its answers by their `Idempotency-Key`; for every other POST the kit does. */
  keepsItsKeys?: true;
  /** The handler itself keeps to the flows that its caller is bound to (`caller.flows`). */
  ofBound?: true;
  /** Runs before everything else; throws `unavailable` while the process works on too many requests. */
  checkCapacity?: () => void;
  handler: (call: Call<P, Q>) => Promise<Response>;
};

/** Checks that the handler's parameters are the declared ones, then erases their type, so that all routes fit in one list. */
export function route<P extends Params, Q extends Query>(declared: Route<P, Q>): Route {
  return declared as unknown as Route;
}

import type { z } from "zod";
import type { ErrorCode } from "../platform/errors";
import type { Budget } from "../platform/rates/limiter";
import type { Caller } from "../resources/access-tokens/bearer";
import type { Scope } from "../resources/clients/scopes";
import type { JsonObject } from "./json-object";

export type Params = z.ZodObject<Record<string, z.ZodType<string>>>;

/** What a handler is called with: everything the kit has already checked. */
export type Call<P extends Params = Params> = {
  request: Request;
  caller: Caller;
  params: z.infer<P>;
  /** The body as a JSON object; empty where the route takes none. */
  body: JsonObject;
};

/** A public endpoint, declared: the kit enforces it, and the API description is made from it. */
export type Route<P extends Params = Params> = {
  method: "GET" | "POST";
  /** With parameters in braces, as OpenAPI writes them. */
  path: string;
  operationId: string;
  summary: string;
  description: string;
  scope: Scope;
  rate: Budget;
  params: P;
  /** What a path whose parameters do not parse answers: nothing can be there. */
  unknown: Extract<ErrorCode, `${string}_not_found`>;
  /** Headers and body for the description; what they must hold is checked where it is known (by the flow). */
  headers?: z.ZodObject;
  body?: z.ZodType;
  response: { status: 200 | 202; description: string; schema: z.ZodType; headers?: z.ZodObject };
  errors: ErrorCode[];
  /** Throws `unavailable` while too much is under way, before anything else is asked. */
  admit?: () => void;
  handler: (call: Call<P>) => Promise<Response>;
};

/** Ties the handler's parameters to the declared ones; known inside, forgotten outside. */
export function route<P extends Params>(declared: Route<P>): Route {
  return declared as unknown as Route;
}

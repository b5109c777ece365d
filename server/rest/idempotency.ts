import { createHash, hash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { RULES } from "@/prisma/rules";
import { PatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import {
  claimRequest,
  type KeptAnswer,
  type KeyedRequest,
  keepAnswer,
  releaseRequest,
} from "../resources/api-requests/mutations";
import { idempotencyKey, MAX_KEY_LENGTH } from "./idempotency-key";
import type { JsonObject } from "./json-object";
import type { Call, Route } from "./route";

/** What every POST takes and may answer besides: for the description, and for the route kit to keep. */
export const KEY_HEADER = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(MAX_KEY_LENGTH)
    .optional()
    .meta({
      description: `For ${RULES.idempotency_hours} hours, the same key with the same body gives the first answer again and does nothing. One key, bare or in double quotes, which is the same key.`,
    }),
});
export const REPLAYED_HEADER = z.object({
  "Idempotency-Replayed": z.literal("true").optional().meta({ description: "This answer was given before." }),
});
export const KEY_ERRORS = ["invalid_arguments", "idempotency_conflict", "idempotency_key_reused"] as const;

/** How long a repeat waits for the first request, and how often it looks. */
const WAIT_MS = 2000;
const LOOK_MS = 100;
/** A larger answer is not kept: its repeat is done again. */
const MOST_BYTES = 64 * 1024;
/** Headers that belong to an answer; the others are of the moment. */
const KEPT_HEADERS = ["content-type", "cache-control", "location", "etag"];

/** The answer of a route: the first one again where the request has a key that was used before. Throws `idempotency_conflict`, `idempotency_key_reused`. */
export async function answerOnce(route: Route, call: Call): Promise<Response> {
  const key = route.method === "POST" && !route.keepsItsKeys ? idempotencyKey(call.request.headers) : null;
  if (key === null) return route.handler(call);
  const { account, clientId: client } = call.caller;
  const { pathname: path, search } = new URL(call.request.url);
  const bodyHash = route.file ? hashOfFile(search, call.file) : hashOf(call.body);
  const request = { account, client, path, key, bodyHash };
  const earlier = await earlierAnswer(request);
  if (earlier) return responseOf(earlier, { "Idempotency-Replayed": "true" });
  return handleKeyed(request, () => route.handler(call));
}

/** What the request was answered before; null where it is to be done now. */
async function earlierAnswer(request: KeyedRequest): Promise<KeptAnswer | null> {
  for (const until = performance.now() + WAIT_MS; ; await pause(LOOK_MS)) {
    const claim = await claimRequest(request);
    if (claim.result === "claimed") return null;
    if (claim.result === "replayed") return claim.answer;
    if (claim.result === "reused")
      throw new PatchcordError("idempotency_key_reused", "This Idempotency-Key was used with another body.", {
        description: "Use a new key for a new request, or send exactly the body of the first one.",
      });
    if (performance.now() >= until)
      throw new PatchcordError("idempotency_conflict", "The first request with this Idempotency-Key is still running.");
  }
}

/** Only what has succeeded is kept: after an error the same key may be used again. */
async function handleKeyed(request: KeyedRequest, handler: () => Promise<Response>): Promise<Response> {
  let kept: KeptAnswer | null = null;
  try {
    const response = await handler();
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => KEPT_HEADERS.includes(name));
    const answer = { status: response.status, headers: Object.fromEntries(headers), body };
    if (response.ok && Buffer.byteLength(body) <= MOST_BYTES) kept = answer;
    return responseOf(answer, {});
  } finally {
    await (kept ? keepAnswer(request, kept) : releaseRequest(request)).catch((error: unknown) =>
      log.warn({ err: error }, "what a request was answered could not be kept; its key is free in a minute"),
    );
  }
}

const responseOf = ({ status, headers, body }: KeptAnswer, more: Record<string, string>) =>
  new Response(body, { status, headers: { ...headers, ...more } });

/** SHA-256 of the body, whatever the order of its keys. Its depth is bounded where it is parsed. */
function hashOf(body: JsonObject): string {
  return hash("sha256", JSON.stringify(sorted(body)), "hex");
}

/** SHA-256 of a file, and of the query that says what it is for. */
function hashOfFile(search: string, file: Uint8Array): string {
  return createHash("sha256").update(`${search}\n`).update(file).digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  // Pairs, not an object: `__proto__` is a key like any other.
  return {
    pairs: Object.entries(value)
      .map(([name, one]) => [name, sorted(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

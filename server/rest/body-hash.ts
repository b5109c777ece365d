import { hash } from "node:crypto";
import type { JsonObject } from "./json-object";

/**
 * SHA-256 of the body with its keys sorted, in hex: tells a repeated request from a different one with the same idempotency key.
 * Values that are not strings hash as null: a body that holds one is refused before its hash is stored.
 */
export function bodyHash(body: JsonObject): string {
  const sorted = Object.keys(body)
    .sort()
    .map((key) => [key, typeof body[key] === "string" ? body[key] : null]);
  return hash("sha256", JSON.stringify(sorted), "hex");
}

import { hash } from "node:crypto";
import type { JsonObject } from "./json-object";

/**
 * SHA-256 of the body with its keys sorted: tells a repeated request from another one with the same key. Only bodies of
 * strings are ever accepted and stored, so any other value may hash as null.
 */
export function bodyHash(body: JsonObject): string {
  const sorted = Object.keys(body)
    .sort()
    .map((key) => [key, typeof body[key] === "string" ? body[key] : null]);
  return hash("sha256", JSON.stringify(sorted), "hex");
}

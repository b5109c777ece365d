import type { Value } from "../contract";
import { LIMITS } from "../limits";
import { FaultError } from "./error-handling";

/** The fault for a value over LIMITS.output_bytes in UTF-8; null if it fits. */
export function tooLarge(variable: string, value: Value): FaultError | null {
  if (typeof value !== "string" || value.length * 3 <= LIMITS.output_bytes) return null;
  if (new TextEncoder().encode(value).length <= LIMITS.output_bytes) return null;
  return new FaultError("output_too_large", `The value of ${variable} is larger than ${LIMITS.output_bytes} bytes.`);
}

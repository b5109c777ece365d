import { LIMITS } from "../limits";

/** When an interaction expires that started at a moment; both ISO 8601. */
export function expiresAt(startedAt: string): string {
  return new Date(Date.parse(startedAt) + LIMITS.interaction_hours * 3_600_000).toISOString();
}

/** Long enough for the page of the phones to load; later nobody expects a ring any more. */
const EXPECTED_MS = 60_000;

let wanted: { flow: string; at: number } | null = null;

/**
 * Asks for the test phones to ring, by this flow, once their page is open and on: before that nobody could answer. Kept in the
 * window's memory, so that no link can ask for it.
 */
export function ringSoon(flow: string): void {
  wanted = { flow, at: Date.now() };
}

/** Whether this flow is to ring now; true once. */
export function takeRing(flow: string): boolean {
  if (wanted?.flow !== flow) return false;
  const isExpected = Date.now() - wanted.at < EXPECTED_MS;
  wanted = null;
  return isExpected;
}

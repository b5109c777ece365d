import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { isPatchcordError } from "../platform/errors";

/** True for a failure that is nobody's fault: the database is away or busy, and trying again helps. */
export function mayPass(error: unknown): boolean {
  return isDatabaseUnavailable(error) || (isPatchcordError(error) && error.code === "unavailable");
}

/** True where the database could not be reached or could not run the query now, so that trying again helps; false for every other error. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code)) return true;
  // 08 connection, 53 out of resources, 57 shut down or cancelled, 55P03 lock timeout, 40 lost serialisation.
  if (
    /^(08|53|57|40)/.test(code) ||
    code === "55P03" ||
    code === "P1001" ||
    code === "P1017" ||
    code === "P2024" ||
    code === "P2028"
  )
    return true;
  return /timeout exceeded when trying to connect|Connection terminated|Query read timeout|connection is closed/i.test(
    error.message,
  );
}

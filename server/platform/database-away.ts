/** True for faults of reaching or using the database, which pass by themselves; false for faults of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
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

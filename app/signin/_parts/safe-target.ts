const HOME = "/flows";

/** The page to open after signing in: a path of this site. An address of another site is ignored. */
export function safeTarget(asked: string | string[] | undefined): string {
  if (typeof asked !== "string" || !asked.startsWith("/")) return HOME;
  const base = "http://patchcord.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null;
  return url?.origin === base ? url.pathname + url.search : HOME;
}

const HOME = "/flows";

/** Where to go after signing in: a path of ours, never another site, whatever the address said. */
export function safeTarget(asked: string | string[] | undefined): string {
  if (typeof asked !== "string" || !asked.startsWith("/")) return HOME;
  const base = "http://patchcord.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null;
  return url?.origin === base ? url.pathname + url.search : HOME;
}

import { SECURITY_HEADERS } from "../../auth/security-headers";
import { PatchcordError } from "../../platform/errors";
import { problem } from "../../platform/problem";

const RELOAD_SECONDS = 2;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What is answered while the studio's pages cannot be: 503 and when to come back. A browser gets a page that says what is
 * going on and reloads itself. `buildingSeconds`: for how long they have been built; null where they are only starting.
 */
export function waitingAnswer(accept: string | undefined, buildingSeconds: number | null): Response {
  const doing = buildingSeconds === null ? "starting" : `being built (${buildingSeconds} s)`;
  const text = `The studio's pages are ${doing}.`;
  if (!accept?.includes("text/html")) {
    return problem(new PatchcordError("unavailable", text, { headers: { "Retry-After": String(RELOAD_SECONDS) } }));
  }
  return new Response(page(text), {
    status: 503,
    headers: {
      ...SECURITY_HEADERS,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "Retry-After": String(RELOAD_SECONDS),
      Refresh: String(RELOAD_SECONDS),
      "Cache-Control": "no-store",
    },
  });
}

function page(text: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Patchcord is starting</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 0 1rem; box-sizing: border-box; }
  h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
  p { margin: 0; max-width: 36rem; }
</style>
<main>
  <h1>Patchcord is starting</h1>
  <p role="status">${text} Calls and the API are answered already. This page reloads by itself.</p>
</main>
</html>
`;
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { builtProgram } from "../../platform/built-program";
import { processSingleton } from "../../platform/process-singleton";

const script = () =>
  processSingleton("button-script", () => {
    const text = readFileSync(builtProgram("button.js"), "utf8");
    return { text, etag: `"${createHash("sha256").update(text).digest("base64url")}"` };
  });

/** GET /api/buttons/button.js: what a site's page loads. Any page may; what it shows then is for the button's origins only. */
export async function handleScript(request: Request): Promise<Response> {
  const { text, etag } = script();
  const headers = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "public, max-age=300",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ETag: etag,
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}

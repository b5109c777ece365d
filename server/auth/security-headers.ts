export const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  // The test phones need the microphone for speech recognition; other sites' frames do not get it.
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
} as const;

/**
 * The Content-Security-Policy of the studio's pages. Scripts run by nonce only. Inline styles are allowed, since toasts and menus
 * position themselves by them. Media may come from any host, since a flow may play a recording from anywhere.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const loopback = "http://localhost:* http://127.0.0.1:*";
  const rules = {
    "default-src": "'self'",
    // The development server's hot reload compiles in the browser.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": `'self' data: https: ${loopback}`,
    "connect-src": `'self'${development ? " ws://localhost:* ws://127.0.0.1:*" : ""}`,
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

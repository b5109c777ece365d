import type { IncomingMessage } from "node:http";

/** http and https with a plain authority: user and password in it are an error (RFC 9110, 4.2.4). */
const ABSOLUTE = /^https?:\/\/((?:[\w.~-]+|\[[\da-f:.]+\])(?::\d*)?)((?:[/?].*)?)$/is;
/** A host and its port, or nothing where the sender knows no host (RFC 9112, 3.2). */
const HOST = /^(?:(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d*)?)?$/i;
/** What only a path that is not canonical has: doubled or backward slashes, dot segments, a slash at its end. */
const UNUSUAL = /[/\\]{2}|\\|\/(?:\.|%2e){1,2}(?:\/|$)|.\/$/i;

/**
 * False where the request names more than one host, or what is none: others on its way may have taken it for another one's (RFC 9112,
 * 3.2). Who speaks HTTP/1.0 need not name any.
 */
export function namesOneHost({ rawHeaders, headers: { host = "" } }: IncomingMessage): boolean {
  let lines = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === "host") lines += 1;
  return lines <= 1 && HOST.test(host);
}

/**
 * Makes the request's target a path. One in absolute form is taken as if it were the path, and its host in place of the Host
 * field (RFC 9112, 3.2.2). False where the target is neither a path, nor such an address, nor the asterisk of OPTIONS.
 */
export function toOriginForm(req: IncomingMessage): boolean {
  const { url = "/", method } = req;
  if (url.startsWith("/")) return true;
  if (url === "*") return method === "OPTIONS";
  const [, authority, rest = ""] = ABSOLUTE.exec(url) ?? [];
  if (!authority) return false;
  req.headers.host = authority;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
  return true;
}

/**
 * The one way to write `path`: single slashes, no dot segments, none of them backward, none at the end. It begins with exactly
 * one slash, so it can never be read as the address of another host.
 */
export function canonicalPath(path: string): string {
  if (!UNUSUAL.test(path)) return path;
  const single = path.replace(/[/\\]+/g, "/");
  const { pathname } = new URL(`http://host${single}`);
  return pathname.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
}

import { type ApiRequest, bodyText, CLIENT_SECRET, clientIdOf, type Snippet } from "./api-request";

/** A script for a POSIX shell. It reads the token with `sed`, since not every machine has a JSON tool. */
export function curl(request: ApiRequest): Snippet {
  return {
    token: [
      `TOKEN=$(curl -sS ${quoted(request.tokenUrl)} \\`,
      `  -u ${quoted(`${clientIdOf(request)}:${CLIENT_SECRET}`)} \\`,
      "  -d grant_type=client_credentials \\",
      `  -d ${quoted(`scope=${request.scope}`)} \\`,
      `  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    ].join("\n"),
    start: [
      `curl -sS -i -X POST ${quoted(request.url)} \\`,
      `  -H "Authorization: Bearer $TOKEN" \\`,
      "  -H 'Content-Type: application/json' \\",
      `  --data-raw ${quoted(bodyText(request))}`,
    ].join("\n"),
  };
}

/** Quotes a text for a shell. A single quote in it ends the quoting, is escaped, and starts the quoting again. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

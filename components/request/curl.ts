import { type ApiRequest, bodyText, CLIENT_SECRET, clientIdOf, type Snippet } from "./api-request";

/** For a POSIX shell. `sed` takes the token out of the answer, since not every machine has a tool for JSON. */
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

/** Inside single quotes a shell changes nothing; a quote of its own ends them, stands by itself, and opens them again. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

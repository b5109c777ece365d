import { type ApiRequest, bodyText, CLIENT_SECRET, clientIdOf, type Snippet } from "./api-request";

/** A script for Python 3 without packages. A JSON object of strings is also a Python literal. */
export function python(request: ApiRequest): Snippet {
  const text = (value: string) => JSON.stringify(value);
  return {
    token: [
      "import base64, json",
      "from urllib.parse import urlencode",
      "from urllib.request import Request, urlopen",
      "",
      `basic = base64.b64encode(${text(`${clientIdOf(request)}:${CLIENT_SECRET}`)}.encode()).decode()`,
      `form = urlencode({"grant_type": "client_credentials", "scope": ${text(request.scope)}})`,
      `with urlopen(Request(${text(request.tokenUrl)}, form.encode(), {"Authorization": "Basic " + basic})) as answer:`,
      '    token = json.load(answer)["access_token"]',
    ].join("\n"),
    start: [
      `body = ${bodyText(request)}`,
      'headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}',
      `with urlopen(Request(${text(request.url)}, json.dumps(body).encode(), headers)) as answer:`,
      "    print(answer.status, json.load(answer))",
    ].join("\n"),
  };
}

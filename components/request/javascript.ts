import { type ApiRequest, bodyText, CLIENT_SECRET, clientIdOf, type Snippet } from "./api-request";

/** A module for Node 20 and newer. Not for browsers, where everybody could read the secret. */
export function javascript(request: ApiRequest): Snippet {
  const text = (value: string) => JSON.stringify(value);
  return {
    token: [
      `const basic = btoa(${text(`${clientIdOf(request)}:${CLIENT_SECRET}`)});`,
      `const answer = await fetch(${text(request.tokenUrl)}, {`,
      '  method: "POST",',
      '  headers: { Authorization: "Basic " + basic },',
      `  body: new URLSearchParams({ grant_type: "client_credentials", scope: ${text(request.scope)} }),`,
      "});",
      'if (!answer.ok) throw new Error("No token: " + (await answer.text()));',
      "const { access_token } = await answer.json();",
    ].join("\n"),
    start: [
      `const started = await fetch(${text(request.url)}, {`,
      '  method: "POST",',
      "  headers: {",
      '    Authorization: "Bearer " + access_token,',
      '    "Content-Type": "application/json",',
      "  },",
      `  body: JSON.stringify(${indented(bodyText(request))}),`,
      "});",
      "console.log(started.status, await started.json());",
    ].join("\n"),
  };
}

const indented = (text: string) => text.replaceAll("\n", "\n  ");

import { type ApiRequest, bodyText, CLIENT_SECRET, clientIdOf, type Snippet } from "./api-request";

/** An .http file, as the REST clients of VS Code and Visual Studio read it. */
export function httpFile(request: ApiRequest): Snippet {
  return {
    token: [
      `@clientId = ${clientIdOf(request)}`,
      `@clientSecret = ${CLIENT_SECRET}`,
      "",
      "### Get an access token",
      "# @name token",
      `POST ${request.tokenUrl}`,
      "Content-Type: application/x-www-form-urlencoded",
      "",
      `grant_type=client_credentials&scope=${request.scope}&client_id={{clientId}}&client_secret={{clientSecret}}`,
    ].join("\n"),
    start: [
      "### Start an interaction",
      `POST ${request.url}`,
      "Authorization: Bearer {{token.response.body.$.access_token}}",
      "Content-Type: application/json",
      "",
      withoutVariables(bodyText(request)),
    ].join("\n"),
  };
}

/** Escapes `{{` in the JSON, which the REST clients would read as a variable. */
const withoutVariables = (json: string) => json.replaceAll("{{", "\\u007b\\u007b");

import twilio from "twilio";
import type { VoiceRequest } from "../../ports/voice";

/**
 * Checks the carrier's signature over the public URL and every received parameter, repeated ones included, with each of the
 * row's tokens: there are two while an admin replaces the token.
 */
export function verify(request: VoiceRequest, publicUrl: string, tokens: string[]): boolean {
  const signature = request.headers.get("x-twilio-signature");
  if (!signature) return false;
  const { pathname, search } = new URL(request.url);
  const url = publicUrl + pathname + search;
  const json = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const parameters = json ? {} : formParameters(request.body);
  return tokens.some((token) =>
    json
      ? twilio.validateRequestWithBody(token, signature, url, request.body)
      : twilio.validateRequest(token, signature, url, parameters),
  );
}

function formParameters(body: string): Record<string, string | string[]> {
  const parameters = Object.create(null) as Record<string, string | string[]>;
  const form = new URLSearchParams(body);
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    parameters[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return parameters;
}

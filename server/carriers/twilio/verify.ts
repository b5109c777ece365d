import twilio from "twilio";
import type { SigningKeys, VoiceRequest } from "../../ports/voice";

const { HMAC_SHA1, HMAC_SHA256, SIGNATURE_HEADER, SIGNATURE_SETTINGS_HEADER } = twilio;
const ALGORITHMS: string[] = [HMAC_SHA1, HMAC_SHA256];

/**
 * Checks the carrier's signature over the public URL and every received parameter, repeated ones included. A request that comes
 * with signature settings must be signed with one of the row's shared keys by the algorithm they name, every other one with one
 * of its tokens; there are two of each while an admin replaces one.
 */
export function verify(request: VoiceRequest, publicUrl: string, { tokens, sharedKeys }: SigningKeys): boolean {
  const signature = request.headers.get(SIGNATURE_HEADER);
  if (!signature) return false;
  const settings = request.headers.get(SIGNATURE_SETTINGS_HEADER);
  const algorithm = settings === null ? HMAC_SHA1 : twilio.getSignatureAlgorithm(settings).toUpperCase();
  // The validator logs an algorithm that it does not know, in a stranger's words.
  if (!ALGORITHMS.includes(algorithm)) return false;
  const keys = settings === null ? tokens : sharedKeys.map(({ secret }) => secret);
  const { pathname, search } = new URL(request.url);
  const url = publicUrl + pathname + search;
  const json = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const parameters = json ? {} : formParameters(request.body);
  return keys.some((key) =>
    json
      ? twilio.validateRequestWithBody(key, signature, url, request.body, algorithm)
      : twilio.validateRequest(key, signature, url, parameters, algorithm),
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

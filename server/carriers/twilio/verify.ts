import { timingSafeEqual } from "node:crypto";
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
  const parameters = json ? {} : formParameters(request.form);
  return keys.some((key) =>
    json
      ? twilio.validateRequestWithBody(key, signature, url, request.body, algorithm)
      : isSignedForm(key, signature, url, parameters, algorithm),
  );
}

/**
 * Carriers sign the address as it was given to them. The validator tries its other spellings before and after that one, with and
 * without a port, and a signature for each.
 */
function isSignedForm(
  key: string,
  signature: string,
  url: string,
  parameters: Record<string, string | string[]>,
  algorithm: string,
): boolean {
  const sent = Buffer.from(signature);
  const expected = Buffer.from(twilio.getExpectedTwilioSignature(key, url, parameters, algorithm));
  if (sent.length === expected.length && timingSafeEqual(sent, expected)) return true;
  return twilio.validateRequest(key, signature, url, parameters, algorithm);
}

function formParameters(form: URLSearchParams): Record<string, string | string[]> {
  const parameters = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of form) {
    const before = parameters[name];
    if (before === undefined) parameters[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parameters[name] = [before, value];
  }
  return parameters;
}

import type { Carrier } from "../../world/carrier";
import { HttpFailure } from "../../world/http-client";
import { DocumentError } from "../document/document-error";

/** What Play takes (its reference, "Supported audio MIME types"). */
const AUDIO = /^audio\/(mpeg|mp3|wav|wave|x-wav|aiff|x-aifc|x-aiff|x-gsm|gsm|ulaw)\b/i;
/** Milliseconds; a recording that takes longer is not waited for. */
const TIMEOUTS_MS = { connect: 5000, read: 5000, total: 15_000 };
const MAX_REDIRECTS = 5;

/**
 * Fetches a recording, all of it, as a carrier does before it plays; its sound is of no use here. Throws DocumentError with
 * Twilio's code where there is none to be played.
 */
export async function fetchMedia(carrier: Carrier, address: string): Promise<void> {
  await carrier.clock.track(fetchFollowing(carrier, new URL(address), MAX_REDIRECTS));
}

async function fetchFollowing(carrier: Carrier, url: URL, redirects: number): Promise<void> {
  const headers = { "User-Agent": "TwilioProxy/1.1 (Patchcord sandbox carrier)", Accept: "audio/*" };
  const reply = await carrier.http
    .send(url, { method: "GET", headers, keepBody: false, ...TIMEOUTS_MS })
    .catch((error) => {
      const refused = error instanceof HttpFailure && error.kind === "ct";
      throw new DocumentError(refused ? 11205 : 11200, `HTTP connection failure: ${error}`, url.href);
    });
  const next = reply.status >= 300 && reply.status < 400 ? URL.parse(reply.location, url) : null;
  if (next && redirects > 0) return fetchFollowing(carrier, next, redirects - 1);
  if (reply.status !== 200) {
    throw new DocumentError(11200, `HTTP retrieval failure: got HTTP ${reply.status}`, url.href);
  }
  if (!AUDIO.test(reply.contentType)) {
    throw new DocumentError(12300, `Invalid Content-Type: ${reply.contentType || "none"}`, url.href);
  }
}

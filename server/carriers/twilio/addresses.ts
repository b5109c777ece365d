/** `https://{product}.twilio.com`, in front of every URL that the official client builds. */
const OFFICIAL_HOST = /^https:\/\/(\w+)\.twilio\.com(?=\/)/;
/** Twilio's host of the calls API, also in another region: `api.dublin.ie1.twilio.com`. */
const CALLS_HOST = /^https:\/\/api\.((?:[\w-]+\.)*twilio\.com)$/;

/**
 * The address that a row with this base URL asks in place of the official one. At Twilio each product has a host of its own in each
 * region; a compatible carrier has them all under its one base URL.
 */
export function addressOf(official: string, baseUrl: string): string {
  const [, domain] = CALLS_HOST.exec(baseUrl) ?? [];
  return official.replace(OFFICIAL_HOST, (_, product: string) => (domain ? `https://${product}.${domain}` : baseUrl));
}

import { seal, unseal } from "../../platform/secrets/envelope";
import { carrierContext } from "../../storage/account-facts";

/** The tokens of a carrier row: the current one, then the old one as long as the carrier may still sign with it. */
export function tokensOf(account: string, carrier: string, secret: Uint8Array): string[] {
  return (JSON.parse(unseal(secret, carrierContext(account, carrier))) as { tokens: string[] }).tokens;
}

export function sealTokens(account: string, carrier: string, tokens: string[]): Uint8Array<ArrayBuffer> {
  return seal(JSON.stringify({ tokens }), carrierContext(account, carrier));
}

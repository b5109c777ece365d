import { seal, unseal } from "../../../platform/secrets/envelope";

/** Whoever knows the address of a webhook can write to its channel, so the whole of it is a secret. */
const contextOf = (account: string, destination: string) => `alert_destination:${account}:${destination}:url`;

export const sealAddress = (account: string, destination: string, url: string): Uint8Array<ArrayBuffer> =>
  seal(url, contextOf(account, destination));

export const openAddress = (account: string, destination: string, sealed: Uint8Array): string =>
  unseal(sealed, contextOf(account, destination));

import twilio from "twilio";
import type { CarrierRow } from "../../ports/voice";

export type HttpClient = InstanceType<typeof twilio.RequestClient>;
export type Official = ReturnType<typeof twilio>;

/** The official client, signed in as all requests of the row are: by its API key where it has one, else by its token. */
export function signedInByKey(row: CarrierRow, httpClient: HttpClient): Official {
  const { apiKey, accountSid } = row;
  return apiKey ? twilio(apiKey.id, apiKey.secret, { accountSid, httpClient }) : signedInByToken(row, httpClient);
}

/** Signed in by the token, which sees its account; most API keys do not. */
export function signedInByToken({ accountSid, tokens }: CarrierRow, httpClient: HttpClient): Official {
  return twilio(accountSid, tokens[0], { accountSid, httpClient });
}

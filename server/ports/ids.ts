declare const brand: unique symbol;

/** An account id that a guard (session, access token, webhook token) has proved. Every data function takes one; only guards make it. */
export type AccountId = string & { readonly [brand]: "account" };

export interface Ids {
  /** A UUIDv7: time-ordered, so that keys of one account stay together on disk. */
  uuid(): string;
  /** A dial attempt's token: the account in front, 128 random bits behind; unguessable and safe in a URL path. */
  attemptToken(account: AccountId): string;
  /** The last part of a prompt's URL: always the same for a prompt, and authenticated, so that nobody else can make one. */
  promptToken(account: AccountId, prompt: string): string;
}

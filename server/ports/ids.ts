declare const brand: unique symbol;

/** An account id that a guard has proved: every data function asks for one, only guards mint it. */
export type AccountId = string & { readonly [brand]: "account" };

export interface Ids {
  /** A UUIDv7: time-ordered, so that keys of one account stay together on disk. */
  uuid(): string;
  /** A dial attempt's token: the account in front, 128 random bits behind; unguessable and safe in a URL path. */
  attemptToken(account: AccountId): string;
  /** What a prompt's address ends in: the same each time, and nothing anybody else could make. */
  promptToken(account: AccountId, prompt: string): string;
}

import type { AccountId } from "./ids";

/** Where recordings can lie; a prompt's row says where its own does. */
export type StorageName = "database" | "s3";

/** Content is called by its hash: what is stored under an address never changes. */
export type ContentAddress = { account: AccountId; prompt: string; sha256: string };

/** Bytes of a content, counted from 0, both included. */
export type ByteRange = { first: number; last: number };

/** Keeps what prompts are made of. Every method throws what its storage threw. */
export interface PromptStorage {
  name: StorageName;
  put(at: ContentAddress, content: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves once the first bytes are there, so that what is missing or away can still be said; throws `not_found`. */
  read(at: ContentAddress, range: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** What is not there is removed already. */
  remove(at: ContentAddress): Promise<void>;
}

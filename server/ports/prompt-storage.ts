import type { AccountId } from "./ids";

/** Where recordings can be stored; each prompt's row says where its recording is. */
export type StorageName = "database" | "s3";

/** Names content by its hash, so that what is stored under an address never changes. */
export type ContentAddress = { account: AccountId; prompt: string; sha256: string };

/** Offsets of the first and the last byte, both included. */
export type ByteRange = { first: number; last: number };

/** Stores the recordings of prompts. Every method throws what its storage threw. */
export interface PromptStorage {
  name: StorageName;
  put(at: ContentAddress, content: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves once the first bytes have arrived, so that the caller can still answer an error status before; throws `not_found`. */
  read(at: ContentAddress, range: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** Resolves also where there is no such content. */
  remove(at: ContentAddress): Promise<void>;
}

import { hash } from "node:crypto";
import { query, withAccount } from "../../platform/db";
import { seal, unseal } from "../../platform/secrets/envelope";
import type { AccountId } from "../../ports/ids";

/** Longer than any request takes: then its process has died, and a repeat does it. */
const LEASE_SECONDS = 60;
/** Answers that are kept of one client; the oldest go. */
const MOST_KEPT = 1000;

/** A request by what tells it from others. `path`: the address that it is sent to. */
export type KeyedRequest = { account: AccountId; client: string; path: string; key: string; bodyHash: string };

/** An answer as it was sent. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

export type Claim = { result: "claimed" | "running" | "reused" } | { result: "replayed"; answer: KeptAnswer };

type ClaimRow = {
  result: Claim["result"];
  status: number;
  headers: Record<string, string>;
  answer: Uint8Array;
};

/** Takes a request to be done, or says what has become of it. */
export async function claimRequest(request: KeyedRequest): Promise<Claim> {
  const key = digestOf(request);
  const text = "select * from patchcord_claim_request($1, $2, $3, $4, make_interval(secs => $5), $6)";
  const values = [request.account, request.client, key, request.bodyHash, LEASE_SECONDS, MOST_KEPT];
  const [row] = await query<ClaimRow>("claim_request", text, values);
  if (row?.result !== "replayed") return { result: row?.result ?? "running" };
  const { status, headers, answer } = row;
  return { result: "replayed", answer: { status, headers, body: unseal(answer, contextOf(request.account, key)) } };
}

/** Keeps what a request that was claimed is answered. */
export async function keepAnswer(request: KeyedRequest, { status, headers, body }: KeptAnswer): Promise<void> {
  const key = digestOf(request);
  const answer = seal(body, contextOf(request.account, key));
  await withAccount(request.account, (tx) =>
    tx.apiRequest.updateMany({
      where: { accountId: request.account, key, status: null },
      data: { status, headers, answer },
    }),
  );
}

/** Gives a request up that has come to nothing: its key may be used again. */
export async function releaseRequest(request: KeyedRequest): Promise<void> {
  await withAccount(request.account, (tx) =>
    tx.apiRequest.deleteMany({ where: { accountId: request.account, key: digestOf(request), status: null } }),
  );
}

/** A key is what its client likes, an order number or an address: nobody needs to read it. */
const digestOf = ({ account, client, path, key }: KeyedRequest) =>
  `sha256:${hash("sha256", JSON.stringify([account, client, path, key]), "hex")}`;

const contextOf = (account: string, key: string) => `api_request:${account}:${key}:answer`;

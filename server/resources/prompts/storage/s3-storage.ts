import { AwsClient } from "aws4fetch";
import { PatchcordError } from "../../../platform/errors";
import type { ContentAddress, PromptStorage } from "../../../ports/prompt-storage";

export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/** For a whole answer with its body; longer than any carrier waits. */
const TIMEOUT_MS = 30_000;

/**
 * Stores recordings in an S3-compatible store, with path-style addresses (`endpoint/bucket/key`), which every such store supports. The
 * operator sets the endpoint, so requests do not go through the guard for addresses that accounts set.
 */
export function s3Storage({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): PromptStorage {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3" });

  async function request(
    method: string,
    { account, prompt, sha256 }: ContentAddress,
    init: RequestInit,
  ): Promise<Response> {
    const address = `${endpoint}/${encodeURIComponent(bucket)}/prompts/${account}/${prompt}/${sha256}`;
    const signed = await client.sign(address, { ...init, method });
    try {
      return await fetch(signed, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw new PatchcordError("unavailable", "The storage of prompts cannot be reached right now.", { cause: error });
    }
  }

  return {
    name: "s3",
    async put(at, content) {
      const headers = { "Content-Type": "application/octet-stream", "X-Amz-Content-Sha256": at.sha256 };
      const answer = await request("PUT", at, { body: content, headers });
      if (!answer.ok) throw await unavailable(answer);
      await answer.body?.cancel();
    },
    async read(at, { first, last }) {
      const answer = await request("GET", at, { headers: { Range: `bytes=${first}-${last}` } });
      if (answer.status === 404) throw new PatchcordError("not_found", "There is no such recording.");
      if (answer.status !== 206 || !answer.body) throw await unavailable(answer);
      return answer.body;
    },
    async remove(at) {
      const answer = await request("DELETE", at, {});
      if (!answer.ok && answer.status !== 404) throw await unavailable(answer);
      await answer.body?.cancel();
    },
  };
}

/** The error for a refusal of the store. Its answer goes to the log only, since it may name the bucket and the key id. */
async function unavailable(answer: Response): Promise<PatchcordError> {
  const text = (await answer.text().catch(() => "")).slice(0, 500);
  return new PatchcordError(
    "unavailable",
    "The storage of prompts refused the request; the operator finds the reason in the log.",
    {
      cause: new Error(`S3 answered ${answer.status}: ${text}`),
    },
  );
}

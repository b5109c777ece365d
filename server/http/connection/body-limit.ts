import type { IncomingMessage } from "node:http";
import { PatchcordError } from "../../platform/errors";
import { MAX_PROCEDURE_BYTES } from "../../platform/request-body";
import { MAX_PROMPT_BYTES } from "../../resources/prompts/schema";

const KIB = 1024;
/** Sign-in, forms and test phones send a few fields. */
const MAX_FORM_BYTES = 64 * KIB;

/** How a path begins, and how many bytes its bodies may have. */
const LIMITS: [prefix: string, bytes: number][] = [
  ["/api/trpc/", MAX_PROCEDURE_BYTES],
  ["/api/recordings", MAX_PROMPT_BYTES],
  ["/api/prompts", MAX_PROMPT_BYTES],
];

/** How many bytes the body of a request for a page, or for what else the pages' process answers, may have. */
function maxBodyBytes({ url = "/" }: IncomingMessage): number {
  return LIMITS.find(([prefix]) => url.startsWith(prefix))?.[1] ?? MAX_FORM_BYTES;
}

/** Throws `request_too_large` for a body that is declared larger than it may be: nothing of it is read. */
export function checkDeclaredLength(req: IncomingMessage): void {
  const most = maxBodyBytes(req);
  if (Number(req.headers["content-length"] ?? 0) > most) throw tooLarge(most);
}

/** The body as it comes. Throws `request_too_large` where it turns out larger than it may be. */
export async function* limitedBody(req: IncomingMessage): AsyncGenerator<Buffer> {
  const most = maxBodyBytes(req);
  let size = 0;
  // Not the request itself: who stops reading would destroy it, and with it the connection its sender waits on.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge(most);
    yield chunk;
  }
}

function tooLarge(most: number): PatchcordError {
  return new PatchcordError("request_too_large", `The body is larger than ${most / KIB} KiB. Send less at once.`);
}

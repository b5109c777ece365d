import { PatchcordError } from "../../platform/errors";
import { isTextTooDeep, TOO_DEEP } from "../../platform/json-depth";
import { MAX_PROCEDURE_BYTES, readBody } from "../../platform/request-body";

/**
 * The request with a body that is safe to parse, also where no front of ours has counted its bytes: what is nested 2,000,000
 * deep takes seconds to become a value. Throws `request_too_large`, `invalid_request`, `invalid_json` (no UTF-8).
 */
export async function boundedRequest(request: Request): Promise<Request> {
  if (request.body === null) return request;
  const body = await readBody(request, MAX_PROCEDURE_BYTES, "invalid_json");
  if (isTextTooDeep(body)) throw new PatchcordError("invalid_request", `The input ${TOO_DEEP}.`);
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}

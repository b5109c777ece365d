import { PatchcordError } from "./errors";

/**
 * The request's body as text, counted while it is read: a length that is declared wrong or not at all changes nothing.
 * Throws `request_too_large` beyond `maxBytes`, and `unreadable` where it is no UTF-8 or the sender went away.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  unreadable: "invalid_json" | "invalid_request",
): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return "";
  const reader = request.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      size += chunk.value.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      text += decoder.decode(chunk.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    reader.cancel().catch(() => undefined);
    if (error instanceof PatchcordError) throw error;
    throw new PatchcordError(unreadable, "The body could not be read: it broke off or is no UTF-8.", {
      cause: error,
    });
  }
}

function tooLarge(maxBytes: number): PatchcordError {
  return new PatchcordError("request_too_large", `The body is larger than ${maxBytes / 1024} KiB.`);
}

/** True where Content-Type names the given type, whatever its parameters, and the body is sent as it is. */
export function isMediaType(request: Request, type: string): boolean {
  const sent = (request.headers.get("content-type") ?? "").split(";")[0];
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  return sent?.trim().toLowerCase() === type && encoding === "identity";
}

import { isPatchcordError, PatchcordError } from "./errors";

/** The most bytes that a procedure's input may have as JSON: a calendar's file and a flow's, with room to spare. */
export const MAX_PROCEDURE_BYTES = 4 * 1024 * 1024;

/**
 * The request's body as text. Throws `request_too_large` beyond `maxBytes`, and the code `unreadable` where the body is not
 * UTF-8 or the client disconnected.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  unreadable: "invalid_json" | "invalid_request",
): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(request, maxBytes));
  } catch (error) {
    if (isPatchcordError(error)) throw error;
    throw new PatchcordError(unreadable, "The body could not be read: it broke off or is no UTF-8.", { cause: error });
  }
}

/** The request's body as bytes. Throws `request_too_large` beyond `maxBytes`, and whatever reading it throws. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (Number.isFinite(declared) && declared > maxBytes) throw tooLarge(maxBytes);
  // The HTTP parser reads no more than the declared length; a body without one is counted while it is read.
  const read = Number.isFinite(declared)
    ? new Uint8Array(await request.arrayBuffer())
    : await readStream(request.body, maxBytes);
  if (read.byteLength > maxBytes) throw tooLarge(maxBytes);
  return read;
}

async function readStream(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): PatchcordError {
  return new PatchcordError("request_too_large", `The body is larger than ${maxBytes / 1024} KiB.`);
}

/** True where Content-Type names `type`, with any parameters, and the body is not compressed. */
export function isMediaType(request: Request, type: string): boolean {
  const sent = (request.headers.get("content-type") ?? "").split(";")[0];
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  return sent?.trim().toLowerCase() === type && encoding === "identity";
}

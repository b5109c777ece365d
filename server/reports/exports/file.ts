import { requestedRange } from "../../platform/byte-range";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { exportBytes, readExport } from "./data";
import { FORMAT } from "./format";

/**
 * A finished export as a file to download, whole or, so that a download goes on where it broke off, in part (RFC 9110, 14). Throws `not_found`, and
 * `conflict` for one that is not done.
 */
export async function exportFile(account: AccountId, id: string, request: Request): Promise<Response> {
  const { format, state, bytes, sha256, name } = await readExport(account, id);
  if (state !== "done") throw new PatchcordError("conflict", "The export is not done.");
  const tag = `"${sha256}"`;
  const requested = requestedRange(request.headers, tag, bytes);
  const headers = { ETag: tag, "Accept-Ranges": "bytes", "Cache-Control": "private, no-store" };
  if (requested === "unsatisfiable")
    return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${bytes}` } });
  const range = requested ?? { first: 0, last: bytes - 1 };
  const chunks = exportBytes(account, id, range);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
  return new Response(body, {
    status: requested ? 206 : 200,
    headers: {
      ...headers,
      "Content-Type": FORMAT[format].contentType,
      "Content-Length": String(range.last - range.first + 1),
      "Content-Disposition": `attachment; filename="${fileName(name)}.${format}"`,
      "X-Content-Type-Options": "nosniff",
      ...(requested ? { "Content-Range": `bytes ${range.first}-${range.last}/${bytes}` } : {}),
    },
  });
}

/** What every system takes as a file's name. */
const fileName = (name: string) => name.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "") || "report";

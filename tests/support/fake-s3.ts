import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export type FakeS3 = {
  endpoint: string;
  /** By path, which begins with the bucket. */
  objects: Map<string, Buffer>;
  /** Every request's method, path and range, and the response's status. */
  asked: { method: string; path: string; range: string | undefined; status: number }[];
  /** Answers everything with this status until it is null again. */
  failWith: number | null;
  close: () => Promise<void>;
};

const CLOCK_SKEW_MS = 15 * 60 * 1000;

/**
 * A fake S3-compatible store: PUT, GET with a range, DELETE. It checks Signature Version 4 with code of its own (AWS General
 * Reference, "Create a signed AWS API request"), not with the product's.
 */
export async function fakeS3(keys: { accessKeyId: string; secretAccessKey: string; region: string }): Promise<FakeS3> {
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const made: FakeS3 = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    asked: [],
    failWith: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = "", url: path = "" } = request;
    const wrong = made.failWith ? null : whyRefused(request, body, keys);
    const { status, headers, content } = wrong
      ? { status: 403, headers: { "Content-Type": "application/xml" }, content: error(wrong) }
      : answer(method, path, body, request.headers.range);
    made.asked.push({ method, path, range: request.headers.range, status });
    response.writeHead(status, headers).end(content);
  }

  function answer(method: string, path: string, body: Buffer, range: string | undefined) {
    const object = made.objects.get(path);
    if (made.failWith) return { status: made.failWith, headers: {}, content: error("InternalError") };
    if (method === "PUT") made.objects.set(path, body);
    if (method === "DELETE") made.objects.delete(path);
    if (method !== "GET") return { status: method === "PUT" ? 200 : 204, headers: {}, content: "" };
    if (!object) return { status: 404, headers: {}, content: error("NoSuchKey") };
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
    const part = object.subarray(Number(first ?? 0), Number(last ?? object.length - 1) + 1);
    return { status: range ? 206 : 200, headers: { "Content-Length": part.length }, content: part };
  }
  return made;
}

const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** S3's code for what is wrong with a request's signature; null if nothing is. */
function whyRefused(
  { method, url = "", headers }: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey, region }: { accessKeyId: string; secretAccessKey: string; region: string },
): string | null {
  const authorization =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, key, day, where, names = "", signature = ""] = authorization.exec(headers.authorization ?? "") ?? [];
  const date = String(headers["x-amz-date"] ?? "");
  const hash = String(headers["x-amz-content-sha256"] ?? "");
  if (key !== accessKeyId) return "InvalidAccessKeyId";
  if (where !== region || !date.startsWith(day ?? "-")) return "AuthorizationHeaderMalformed";
  const signed = names.split(";");
  const must = Object.keys(headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  if (signed.join() !== [...signed].sort().join() || must.some((name) => !signed.includes(name))) return "AccessDenied";
  if (Math.abs(Date.now() - momentOf(date)) > CLOCK_SKEW_MS) return "RequestTimeTooSkewed";
  if (hash !== "UNSIGNED-PAYLOAD" && hash !== sha256(body)) return "XAmzContentSHA256Mismatch";

  const [path = "", query = ""] = url.split("?");
  const canonical = [
    method,
    path
      .split("/")
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join("/"),
    query.split("&").sort().join("&"),
    ...signed.map(
      (name) =>
        `${name}:${String(headers[name] ?? "")
          .trim()
          .replace(/ +/g, " ")}`,
    ),
    "",
    names,
    hash,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const signing = [day ?? "", region, "s3", "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  const expected = hmac(signing as Buffer, ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n"));
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? null : "SignatureDoesNotMatch";
}

/** "20261123T084500Z" as milliseconds. */
function momentOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

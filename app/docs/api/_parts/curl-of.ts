import type { NamedOperation } from "./document";

/** The request as a curl command. */
export function curlOf({ method, path }: NamedOperation, base: string, body: unknown): string {
  const address = `${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  const lines = [
    method === "GET" ? `curl ${address}` : `curl -X ${method} ${address}`,
    `  -H "Authorization: Bearer $TOKEN"`,
  ];
  if (body) lines.push(`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body)}'`);
  return lines.join(" \\\n");
}

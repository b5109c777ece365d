import type { NamedOperation } from "./document";

/** The request as a curl command, with the parameters that it cannot do without. `file`: the media type of a body that is a file. */
export function curlOf(operation: NamedOperation, base: string, body: unknown, file: string | undefined): string {
  const { method, path, parameters = [] } = operation;
  const must = parameters.filter(({ required }) => required);
  const query = must.filter((one) => one.in === "query").map(({ name }) => `${name}=${name.toUpperCase()}`);
  const plain = `${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  const address = query.length > 0 ? `"${plain}?${query.join("&")}"` : plain;
  const lines = [
    method === "GET" ? `curl ${address}` : `curl -X ${method} ${address}`,
    `  -H "Authorization: Bearer $TOKEN"`,
  ];
  for (const { name, schema } of must.filter((one) => one.in === "header"))
    lines.push(`  -H '${name}: ${String(schema.example ?? schema.examples?.[0] ?? "…")}'`);
  if (file) lines.push(`  -H 'Content-Type: ${file}'`, "  --data-binary @FILE");
  if (body) lines.push(`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body)}'`);
  return lines.join(" \\\n");
}

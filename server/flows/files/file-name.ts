/** A file name that every operating system accepts: `report-a-problem.v3.json`. */
export function fileName(flow: string, version: number | null): string {
  const plain = flow
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return `${plain || "flow"}${version === null ? "" : `.v${version}`}.json`;
}

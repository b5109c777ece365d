/** True for Prisma's error P2002 of the unique index `index`. */
export function violates(error: unknown, index: string): boolean {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "P2002" || !("meta" in error)) return false;
  return JSON.stringify(error.meta).includes(index);
}

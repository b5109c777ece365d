export function migrationNames(): string[];
export function migration(name: string): { sql: string; checksum: string };
export function replacedParts(
  role: string | null,
): { name: string; files: { name: string; sql: string }[]; sha256: string }[];
export function schemaHash(): string;

type SqlFile = { name: string; sql: string };
export function functionFiles(folder: string): SqlFile[];
export function hashOf(files: readonly SqlFile[]): string;

export function keptSecrets(dir: string): Record<string, string>;

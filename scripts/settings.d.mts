export function keptSecrets(dir: string): Record<string, string>;
export function ownPlaces(port: number, sandboxPort: number): string[];

export function debianPostgres(dir: string): Promise<{ port: number; stop: () => Promise<void> }>;
export function debianRedis(): Promise<{ port: number; stop: () => Promise<void> }>;

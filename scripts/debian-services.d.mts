/** The folder of PostgreSQL's programs. Throws where Debian's PostgreSQL is not installed. */
export function postgresBin(): string;
export function debianPostgres(dir: string): Promise<{ port: number; stop: () => Promise<void> }>;
export function debianRedis(): Promise<{ port: number; stop: () => Promise<void> }>;

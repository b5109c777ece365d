export function freePort(): Promise<number>;
export function startPostgres(options: {
  dir: string;
  port?: number;
  durable?: boolean;
  maxConnections?: number;
  args?: string[];
}): Promise<{
  port: number;
  url: (database: string, user?: string) => string;
  stop: () => Promise<void>;
  reused: boolean;
  pid?: number;
}>;

export function bundle(programs: Record<string, string>, outdir: string): Promise<void>;

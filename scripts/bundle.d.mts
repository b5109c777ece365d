export function bundle(programs: Record<string, string>, outdir: string): Promise<void>;
export function bundleForPages(entry: string): Promise<string>;
export function bundleCommandLine(outfile: string): Promise<void>;

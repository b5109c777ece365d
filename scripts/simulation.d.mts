export function bundleSimulation(
  outfile: string,
  changes?: { file: string; from: string; to: string }[],
): Promise<string>;

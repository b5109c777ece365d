/** `json`: what is printed is for a program. */
type Output = { json: boolean };

/** Prints what a command found: `lines` to people, `found` as JSON to programs. */
export function show({ json }: Output, found: unknown, lines: readonly string[]): void {
  if (json) console.log(JSON.stringify(found, null, 2));
  else for (const line of lines) console.log(line);
}

/** What is under way, for whoever watches; a program that reads the output does not see it. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}

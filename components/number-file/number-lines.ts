/** One line of a file: its place, counted from 1, and the text of its first column. */
export type NumberLine = { line: number; text: string };

/** Enough that a million lines are two hundred requests, each within the size that the server takes. */
const LINES_A_PIECE = 5000;
/** A line that goes on for longer is no number; what follows of it is left out. */
const MAX_CHARACTERS = 200;
/** What columns are parted by, where a spreadsheet wrote the file. */
const COLUMNS = /[,;\t]/;

/**
 * Reads a CSV file piece by piece: only what has not been given out is in memory. Empty lines and a first line without a digit, which
 * names the columns, are left out. `read`: how many bytes of the file have been read by then.
 */
export async function* numberLines(file: Blob): AsyncGenerator<{ lines: NumberLine[]; read: number }> {
  const reader = file.stream().getReader();
  let [line, rest, read] = [0, "", 0];
  let lines: NumberLine[] = [];
  const decoder = new TextDecoder();
  const take = (text: string) => {
    line += 1;
    const first = (text.split(COLUMNS)[0] ?? "").replaceAll('"', "").trim();
    const isHeading = line === 1 && !/\d/.test(first);
    if (first !== "" && !isHeading) lines.push({ line, text: first.slice(0, MAX_CHARACTERS) });
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (value) read += value.length;
    const texts = (rest + decoder.decode(value, { stream: !done })).split(/\r?\n/);
    rest = done ? "" : (texts.pop() ?? "").slice(0, MAX_CHARACTERS * 2);
    for (const text of texts) {
      take(text);
      if (lines.length < LINES_A_PIECE) continue;
      yield { lines, read };
      lines = [];
    }
    if (!done) continue;
    if (lines.length > 0) yield { lines, read };
    return;
  }
}

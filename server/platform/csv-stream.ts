import { stringify } from "csv-stringify/sync";
import { csvCell } from "./csv-cell";
import { log } from "./log";

/**
 * Rows as a CSV stream with a first line of column names. It reads a page as fast as the reader takes them and holds only that one in
 * memory. Where `pages` throws, the stream fails, so that the answer breaks off rather than look whole.
 */
export function csvStream<Column extends string>(
  columns: readonly Column[],
  pages: AsyncIterable<Partial<Record<Column, string | number | null>>[]>,
): ReadableStream<Uint8Array> {
  const chunks = encode(columns, pages);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
}

async function* encode(columns: readonly string[], pages: AsyncIterable<object[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const write = (rows: object[], header: boolean) =>
    encoder.encode(stringify(rows, { header, columns: [...columns], cast: { string: csvCell } }));
  let pagesWritten = 0;
  try {
    yield write([], true);
    for await (const rows of pages) {
      if (rows.length > 0) yield write(rows, false);
      pagesWritten += 1;
    }
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    log.error({ code: code ?? name, pagesWritten }, "an export broke off");
    throw error;
  }
}

import { stringify } from "csv-stringify/sync";
import { csvCell } from "./csv-cell";
import { log } from "./log";
import { exportWork } from "./turns";

/**
 * Rows of an account as a CSV stream with a first line of column names. It reads a page when the reader takes it and the account's
 * turn has come, and holds only that one in memory. Where `pages` throws, the stream fails, so that the answer breaks off rather than look
 * whole.
 */
export function csvStream<Column extends string>(
  account: string,
  columns: readonly Column[],
  pages: AsyncIterable<Partial<Record<Column, string | number | null>>[]>,
): ReadableStream<Uint8Array> {
  const chunks = encode(account, columns, pages);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await chunks.return(undefined)),
  });
}

async function* encode(
  account: string,
  columns: readonly string[],
  pages: AsyncIterable<object[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const write = (rows: object[], header: boolean) =>
    encoder.encode(stringify(rows, { header, columns: [...columns], cast: { string: csvCell } }));
  const all = pages[Symbol.asyncIterator]();
  let pagesWritten = 0;
  try {
    yield write([], true);
    for (;;) {
      const page = await exportWork(account, async () => {
        const { done, value } = await all.next();
        return done ? null : write(value, false);
      });
      if (page === null) return;
      if (page.length > 0) yield page;
      pagesWritten += 1;
    }
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    log.error({ code: code ?? name, pagesWritten }, "an export broke off");
    throw error;
  } finally {
    await all.return?.();
  }
}

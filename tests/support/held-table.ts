import pg from "pg";

const LOOK_MS = 10;

let waiting = 0;

/** Reads that wait for a held table: what waits for one is still when the driven clock goes on. */
export const heldReads = (): number => waiting;

/** Keeps everybody else from a table, as a database in trouble would, until it is released. */
export async function holdTable(owner: pg.Client, table: string): Promise<() => Promise<void>> {
  const { host, port, user, password, database } = owner;
  const holder = new pg.Client({ host, port, user, password: password ?? undefined, database });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in access exclusive mode`);
  let held = true;
  const looking = (async () => {
    while (held) {
      const { rows } = await holder.query<{ waiting: number }>(
        "select count(*)::int as waiting from pg_locks where not granted and relation = $1::regclass",
        [table],
      );
      waiting = held ? (rows[0]?.waiting ?? 0) : 0;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  return async () => {
    held = false;
    waiting = 0;
    await looking;
    await holder.end();
  };
}

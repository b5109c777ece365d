import pg from "pg";

const POLL_MS = 10;

let blocked = 0;

/** How many statements wait for a locked table; the driven clock does not wait for these. */
export const blockedReads = (): number => blocked;

/** Another connection to the same database, by the same role. */
export async function connectLike({ host, port, user, password, database }: pg.Client): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user, password: password ?? undefined, database });
  await client.connect();
  return client;
}

/** Locks a table, so that whoever reads it (`share`: writes to it) hangs as with a database in trouble. Returns what unlocks it. */
export async function lockTable(
  owner: pg.Client,
  table: string,
  mode: "access exclusive" | "share" = "access exclusive",
): Promise<() => Promise<void>> {
  const holder = await connectLike(owner);
  await holder.query(`begin; lock table ${table} in ${mode} mode`);
  let locked = true;
  const counting = (async () => {
    while (locked) {
      const { rows } = await holder.query<{ waiting: number }>(
        "select count(*)::int as waiting from pg_locks where not granted and relation = $1::regclass",
        [table],
      );
      blocked = locked ? (rows[0]?.waiting ?? 0) : 0;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  return async () => {
    locked = false;
    blocked = 0;
    await counting;
    await holder.end();
  };
}

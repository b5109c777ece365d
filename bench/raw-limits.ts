import pg from "pg";
import { keepBusy } from "./keep-busy";

/** T: durable transactions a second, one small insert each, at so many connections. */
export async function durableTransactions(url: string, connections: number, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  await pool.query(
    "drop table if exists bench_durable; create table bench_durable (id bigint generated always as identity primary key, text text)",
  );
  const { perSecond } = await keepBusy(connections, seconds, async () => {
    await pool.query({ name: "durable", text: "insert into bench_durable (text) values ('a durable row')" });
    return true;
  });
  await pool.query("drop table bench_durable");
  await pool.end();
  return perSecond;
}

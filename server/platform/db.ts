import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import type { AccountId } from "../ports/ids";
import { env } from "./env";
import { log } from "./log";
import { metrics } from "./metrics";
import { processSingleton } from "./process-singleton";

/** Connections for the hot path, which runs hand-written SQL: one statement a round trip. */
export function pool(): pg.Pool {
  return processSingleton("pool", () => {
    const made = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      connectionTimeoutMillis: 2000,
      // A webhook must answer within 3.5 s whatever the database does.
      statement_timeout: 3000,
      query_timeout: 3200,
      application_name: "patchcord",
      // Every hot statement finds its rows by key. PostgreSQL functions keep the plan of their first calls, when a table can
      // be so small that a sequential scan is cheapest; once the table had grown, such a plan cost 2.5 ms a read.
      options: "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan",
    });
    // A connection that breaks while idle is replaced at the next query; without these handlers it would end the process.
    made.on("error", (error) => log.warn({ err: error }, "database connection lost"));
    made.on("connect", (client) => client.on("error", () => undefined));
    metrics.watchPool(made);
    return made;
  });
}

/** Prisma, for everything that is not on the hot path. Code reads and writes rows of accounts through `withAccount` only. */
export function prisma(): PrismaClient {
  return processSingleton(
    "prisma",
    () => new PrismaClient({ adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 6 }) }),
  );
}

/** Milliseconds. Saving a large flow on a busy machine takes seconds; a transaction that takes longer fails, and the user is told to try again. */
const TRANSACTION = { maxWait: 4000, timeout: 10_000 };

/** Runs `work` with row-level security set to one account; a query for another account's rows finds nothing. */
export function withAccount<T>(account: AccountId, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return prisma().$transaction(async (tx) => {
    await tx.$executeRaw`select set_config('patchcord.account', ${account}, true)`;
    return work(tx);
  }, TRANSACTION);
}

/** The present moment by the clock that the product's SQL uses (`patchcord_now()`, which tests can move). */
export async function databaseNow(tx: Prisma.TransactionClient): Promise<Date> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`select patchcord_now() as now`;
  return clock!.now;
}

/** Runs one statement of the hot path; each connection prepares it once, under `name`. */
export async function query<Row extends pg.QueryResultRow>(
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const result = await pool().query<Row>({ name, text, values });
  return result.rows;
}

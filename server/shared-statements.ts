import pg from "pg";
import { PatchcordError } from "./errors";

/** What an argument is read as. A call gives JSON: null is SQL's null, `seconds` become an interval. */
type ArgumentType = "uuid" | "text" | "int" | "jsonb" | "seconds";

/** A function of the database, and how it is called. */
export type SqlFunction<Args extends unknown[], Row> = {
  name: string;
  types: { [Index in keyof Args]: ArgumentType };
  /** Calls that lock rows take them in the order of this text, so that two statements never wait for each other. */
  order?: (...args: Args) => string;
  /** What it returns: a type, never a value. */
  rows?: Row[];
};

type Query = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

type Call<Args, Row> = {
  args: Args;
  /** When it came, by `performance.now()`. */
  at: number;
  resolve: (rows: Row[]) => void;
  reject: (error: unknown) => void;
};

/** More than this many calls in one statement bring little, and their locks are held as long as the slowest needs. */
const MOST_CALLS = 64;
/** A call that could not be sent for so long is given up, as one that gets no connection is: the database is in trouble. */
const MOST_WAIT_MS = 2000;

/**
 * A function of the database as one of ours. Calls that come while a statement with it is under way in this process go
 * together in the next: one round trip, one transaction and one flush for all, where each costs as much as the function
 * itself. A call that comes alone goes at once.
 *
 * Every call is still one of its own, with its own account. If one fails, nothing of the statement has happened, and
 * each is made once more by itself.
 */
export function shared<Args extends unknown[], Row extends pg.QueryResultRow>(
  { name, types, order }: SqlFunction<Args, Row>,
  query: Query,
): (...args: Args) => Promise<Row[]> {
  const text = `select call.nth::int, result.* from jsonb_array_elements($1::jsonb) with ordinality as call(args, nth),
    ${name}(${types.map(argument).join(", ")}) result`;
  let waiting: Call<Args, Row>[] = [];
  let busy = false;

  return (...args) =>
    new Promise((resolve, reject) => {
      waiting.push({ args, at: performance.now(), resolve, reject });
      if (busy) return;
      busy = true;
      // What arrives in the same turn of the event loop goes along.
      setImmediate(sendAll);
    });

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      giveUpLate();
      const calls = waiting.slice(0, MOST_CALLS);
      waiting = waiting.slice(MOST_CALLS);
      if (order) calls.sort((a, b) => compare(order(...a.args), order(...b.args)));
      if (calls.length > 0) await send(calls);
    }
    busy = false;
  }

  /** They came in order: the ones that wait the longest are in front. */
  function giveUpLate(): void {
    const latest = performance.now() - MOST_WAIT_MS;
    while (waiting[0] && waiting[0].at < latest) waiting.shift()?.reject(busyDatabase());
  }

  async function send(calls: Call<Args, Row>[]): Promise<void> {
    try {
      const rows = await query<Row & { nth: number }>(name, text, [JSON.stringify(calls.map(({ args }) => args))]);
      const results: Row[][] = calls.map(() => []);
      for (const { nth, ...row } of rows) results[nth - 1]?.push(row as unknown as Row);
      for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Row[]);
    } catch (error) {
      if (calls.length > 1 && isOfOneCall(error)) await Promise.all(calls.map((call) => send([call])));
      else for (const { reject } of calls) reject(error);
    }
  }
}

function busyDatabase(): PatchcordError {
  return new PatchcordError("unavailable", "The database is busy; try again.", { headers: { "Retry-After": "1" } });
}

/** Raised by what one of them asked for, and not because the database is away, busy or being stopped. */
function isOfOneCall(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(08|53|57|58|XX)/.test(error.code ?? "XX");
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function argument(type: ArgumentType, index: number): string {
  if (type === "jsonb") return `nullif(call.args -> ${index}, 'null')`;
  if (type === "seconds") return `make_interval(secs => (call.args ->> ${index})::float)`;
  return `(call.args ->> ${index})::${type}`;
}

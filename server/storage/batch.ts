import pg from "pg";
import { PatchcordError } from "../platform/errors";

/** The SQL type of an argument. Arguments travel as JSON: null becomes SQL's null, `seconds` an interval. */
type ArgumentType = "uuid" | "text" | "int" | "jsonb" | "seconds";

/** An SQL function, with the types of its arguments and of its rows. */
export type SqlFunction<Args extends unknown[], Row> = {
  name: string;
  types: { [Index in keyof Args]: ArgumentType };
  /** Calls of one statement run in the order of this text, so that two statements lock the same rows in the same order. */
  order?: (...args: Args) => string;
  /** A caller on the phone waits for it: its calls are sent before others. */
  first?: true;
  /** Only for the type of its rows; never set. */
  rows?: Row[];
};

/** Any SQL function, without the types of its arguments and rows. */
type Declared = Pick<SqlFunction<[], unknown>, "name" | "first"> & {
  types: readonly ArgumentType[];
  order?: (...args: never) => string;
};
export type SqlFunctions = Record<string, Declared>;
export type Callers<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends SqlFunction<infer Args, infer Row>
    ? (...args: Args) => Promise<Row[]>
    : never;
};

type Query = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

type Call = {
  /** The function, by its place among the declared ones. */
  index: number;
  args: unknown[];
  /** See `SqlFunction.order`. */
  order: string;
  /** `performance.now()` when it was made. */
  at: number;
  resolve: (rows: unknown[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Calls in one statement. Each of them waits for the whole statement: with 64, p99 at 200 in flight was 111 ms; with 16 it is
 * 66 ms, for a tenth fewer interactions a second.
 */
const MAX_CALLS = 16;
/**
 * After this long the next statement is sent beside the one under way, a third after twice as long, and so on: a statement
 * that hangs must not hold up the others, and a busy database must not be sent many at once.
 */
const SLOW_MS = 1;
/** Statements under way at a time, each on a connection of its own. */
const MAX_STATEMENTS = 8;
/** A call that could not be sent for so long is refused with `unavailable`, as one that gets no connection is. */
const MAX_WAIT_MS = 2000;

/** The functions as TypeScript functions, each call a statement of its own: `PATCHCORD_BATCH=off`, to measure against. */
export function singleStatements<Functions extends SqlFunctions>(
  functions: Functions,
  query: Query,
): Callers<Functions> {
  const caller = ({ name, types }: Declared) => {
    const text = `select to_json(returned) as row from ${name}(${types.map(parameter).join(", ")}) returned`;
    return async (...args: unknown[]) => {
      const values = args.map((value, index) => (types[index] === "jsonb" && value ? JSON.stringify(value) : value));
      const rows = await query<{ row: unknown }>(name, text, values);
      return rows.map(({ row }) => row);
    };
  };
  const callers = Object.entries(functions).map(([key, declared]) => [key, caller(declared)]);
  return Object.fromEntries(callers) as Callers<Functions>;
}

/**
 * The functions as TypeScript functions whose calls share statements. While a statement is under way, further calls wait and
 * go together in the next, whichever of the functions they call: a round trip, a transaction and a flush cost as much as a
 * function, and are then paid once for all. A call that is made while none is under way is sent at once.
 *
 * Each call sets its own account. If one fails, the whole statement is rolled back, and each of its calls is made once more
 * in a statement of its own. The statement is prepared under `name`, once a connection.
 */
export function shareStatements<Functions extends SqlFunctions>(
  name: string,
  functions: Functions,
  query: Query,
): Callers<Functions> {
  const declared = Object.values(functions);
  const text = declared.map(callsOf).join("\nunion all ");
  /** Calls that are not sent yet, oldest first. */
  const waiting = { first: [] as Call[], rest: [] as Call[] };
  let busy = false;
  const underWay = new Set<Promise<void>>();

  const caller =
    (index: number, order: ((...args: unknown[]) => string) | undefined, queue: Call[]) =>
    (...args: unknown[]) =>
      new Promise<unknown[]>((resolve, reject) => {
        queue.push({ index, args, order: order?.(...args) ?? "", at: performance.now(), resolve, reject });
        if (busy) return;
        busy = true;
        // Calls made in the same turn of the event loop share the first statement.
        setImmediate(sendAll);
      });
  return Object.fromEntries(
    Object.entries(functions).map(([key, { order, first }], index) => [
      key,
      caller(index, order as never, first ? waiting.first : waiting.rest),
    ]),
  ) as Callers<Functions>;

  async function sendAll(): Promise<void> {
    while (waiting.first.length + waiting.rest.length > 0) {
      if (underWay.size >= MAX_STATEMENTS) await Promise.race(underWay);
      refuseOverdue();
      const calls = waiting.first.splice(0, MAX_CALLS);
      calls.push(...waiting.rest.splice(0, MAX_CALLS - calls.length));
      if (calls.length > 0) await waitAtMost(begin(calls), SLOW_MS * underWay.size);
    }
    busy = false;
  }

  function begin(calls: Call[]): Promise<void> {
    const sent = send(calls).finally(() => underWay.delete(sent));
    underWay.add(sent);
    return sent;
  }

  /** The oldest call is at the front of each queue. */
  function refuseOverdue(): void {
    const latest = performance.now() - MAX_WAIT_MS;
    for (const queue of [waiting.first, waiting.rest])
      while (queue[0] && queue[0].at < latest) queue.shift()?.reject(busyDatabase());
  }

  async function send(calls: Call[]): Promise<void> {
    const each = declared.map((_, index) =>
      calls.filter((call) => call.index === index).sort((a, b) => compare(a.order, b.order)),
    );
    try {
      const values = each.map((some) => (some.length > 0 ? JSON.stringify(some.map(({ args }) => args)) : null));
      const rows = await query<{ of: number; nth: number; row: unknown }>(name, text, values);
      const results = each.map((some) => some.map((): unknown[] => []));
      for (const { of, nth, row } of rows) results[of]?.[nth - 1]?.push(row);
      for (const [index, some] of each.entries())
        for (const [nth, { resolve }] of some.entries()) resolve(results[index]?.[nth] as unknown[]);
    } catch (error) {
      if (calls.length > 1 && isOfOneCall(error)) await Promise.all(calls.map((call) => send([call])));
      else for (const { reject } of calls) reject(error);
    }
  }
}

function waitAtMost(sent: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const slow = setTimeout(resolve, ms);
    sent.then(() => {
      clearTimeout(slow);
      resolve();
    });
  });
}

function busyDatabase(): PatchcordError {
  return new PatchcordError("unavailable", "The database is busy; try again.", { headers: { "Retry-After": "1" } });
}

/** True if one call caused the error; false if the database is away, busy or stopping, which fails all of them. */
function isOfOneCall(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(08|53|57|58|XX)/.test(error.code ?? "XX");
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The part of the statement that makes the calls of one function; its parameter is null where there are none. */
function callsOf({ name, types }: Declared, index: number): string {
  const args = types.map(argument).join(", ");
  return `select ${index} as of, call.nth::int, to_json(returned) as row
    from jsonb_array_elements($${index + 1}::jsonb) with ordinality as call(args, nth), ${name}(${args}) returned`;
}

function parameter(type: ArgumentType, index: number): string {
  if (type === "seconds") return `make_interval(secs => $${index + 1}::float)`;
  return `$${index + 1}::${type}`;
}

function argument(type: ArgumentType, index: number): string {
  if (type === "jsonb") return `nullif(call.args -> ${index}, 'null')`;
  if (type === "seconds") return `make_interval(secs => (call.args ->> ${index})::float)`;
  return `(call.args ->> ${index})::${type}`;
}

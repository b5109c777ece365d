import pg from "pg";
import { PatchcordError } from "../platform/errors";

/** What an argument is read as. A call gives JSON: null is SQL's null, `seconds` become an interval. */
type ArgumentType = "uuid" | "text" | "int" | "jsonb" | "seconds";

/** A function of the database, and how it is called. */
export type SqlFunction<Args extends unknown[], Row> = {
  name: string;
  types: { [Index in keyof Args]: ArgumentType };
  /** Its calls lock rows in the order of this text, so that two statements with them do not wait for each other in a circle. */
  order?: (...args: Args) => string;
  /** Somebody on the phone waits for it: its calls are sent before those of others. */
  first?: true;
  /** What it returns: a type, never a value. */
  rows?: Row[];
};

/** Any of them, whatever it takes and gives. */
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
  /** Which of the functions, and what it is called with. */
  index: number;
  args: unknown[];
  /** Where it stands among calls of the same function. */
  order: string;
  /** When it came, by `performance.now()`. */
  at: number;
  resolve: (rows: unknown[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Each call of a statement waits for all of them. With 64 a call's p99 at 200 in flight was 111 ms, with 16 it is 66, since
 * those who go first wait for less; a tenth fewer interactions get through.
 */
const MOST_CALLS = 16;
/**
 * A statement that takes longer than this is no longer waited for: the next goes beside it, and another one beside those
 * when they take twice as long, and so on. A busy database is not given more at a time, and one in which something hangs is.
 */
const SLOW_MS = 1;
/** Statements under way at a time: when the database is slow, so many of a process's connections are the most it takes. */
const MOST_BESIDE = 8;
/** A call that could not be sent for so long is given up, as one that gets no connection is: the database is in trouble. */
const MOST_WAIT_MS = 2000;

/** The functions with a statement for each call: what `PATCHCORD_BATCH=off` measures against. */
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
 * Functions of the database as ones of ours. Calls that come while a statement is under way in this process go together in
 * the next, whichever of the functions they are of: one round trip, one transaction and one flush for all, where each costs
 * as much as the function itself. A call that comes alone goes at once.
 *
 * Every call is still one of its own, with its own account. If one fails, nothing of the statement has happened, and
 * each is made once more by itself. The statement is prepared under `name`, once a connection.
 */
export function shareStatements<Functions extends SqlFunctions>(
  name: string,
  functions: Functions,
  query: Query,
): Callers<Functions> {
  const declared = Object.values(functions);
  const text = declared.map(callsOf).join("\nunion all ");
  /** Each in the order they came. */
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
        // What arrives in the same turn of the event loop goes along.
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
      if (underWay.size >= MOST_BESIDE) await Promise.race(underWay);
      giveUpLate();
      const calls = waiting.first.splice(0, MOST_CALLS);
      calls.push(...waiting.rest.splice(0, MOST_CALLS - calls.length));
      if (calls.length > 0) await notLong(begin(calls), SLOW_MS * underWay.size);
    }
    busy = false;
  }

  function begin(calls: Call[]): Promise<void> {
    const sent = send(calls).finally(() => underWay.delete(sent));
    underWay.add(sent);
    return sent;
  }

  /** They came in order: the ones that wait the longest are in front. */
  function giveUpLate(): void {
    const latest = performance.now() - MOST_WAIT_MS;
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

function notLong(sent: Promise<void>, ms: number): Promise<void> {
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

/** Raised by what one of them asked for, and not because the database is away, busy or being stopped. */
function isOfOneCall(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(08|53|57|58|XX)/.test(error.code ?? "XX");
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The calls of one function among a statement's; null for its parameter where there are none. */
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

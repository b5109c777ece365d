import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { type DatabaseError, serialize } from "pg-protocol";
import type { BackendMessage } from "pg-protocol/dist/messages";
import { Parser } from "pg-protocol/dist/parser";

export type Statement = {
  name?: string | undefined;
  text: string;
  values?: unknown[] | undefined;
  rowMode?: "array";
  types?: { getTypeParser: (oid: number, format: "text") => (value: string) => unknown };
};
export type Result = {
  rows: never[];
  fields: { name: string; dataTypeID: number }[];
  rowCount: number | null;
  command: string;
};

type Message = BackendMessage & {
  fields: { name: string; dataTypeID: number }[] & (string | null)[];
  text: string;
};

const PREPARED_AT_MOST = 400;

/**
 * PostgreSQL in this process, one statement at a time and at once: the wire protocol in, and out what the driver would have made of it, so
 * that code on top sees the same values. Named statements are prepared once.
 */
export class Session {
  readonly #database: PGlite;
  readonly #prepared = new Map<string, string>();

  constructor(database: PGlite) {
    this.#database = database;
  }

  run(statement: Statement): Result {
    const { values } = statement;
    return values || statement.name ? this.#extended(statement) : this.#simple(statement);
  }

  #simple(statement: Statement): Result {
    return this.#send(serialize.query(statement.text), statement);
  }

  #extended(statement: Statement): Result {
    const { text, values = [] } = statement;
    const name = this.#nameOf(statement);
    const parse = this.#prepared.get(name) === text ? [] : [serialize.parse({ name, text, types: [] })];
    const bind = serialize.bind({
      statement: name,
      values: values as never[],
      valueMapper: (value: unknown) => pg_utils.prepareValue(value) as never,
    });
    const rest = [bind, serialize.describe({ type: "P", name: "" }), serialize.execute({}), serialize.sync()];
    const result = this.#send(Buffer.concat([...parse, ...rest]), statement);
    if (name) this.#prepared.set(name, text);
    return result;
  }

  /** Prepared statements of one name and different texts would clash: only the first text of a name is kept. */
  #nameOf({ name = "", text }: Statement): string {
    const known = this.#prepared.get(name);
    if (!name || (known !== undefined && known !== text)) return "";
    return known !== undefined || this.#prepared.size < PREPARED_AT_MOST ? name : "";
  }

  #send(bytes: Buffer, { rowMode, types = pg.types as never }: Statement): Result {
    const answer = this.#database.execProtocolRawSync(bytes);
    const result: Result = { rows: [], fields: [], rowCount: null, command: "" };
    let parsers: ((value: string) => unknown)[] = [];
    let failed: DatabaseError | null = null;
    new Parser().parse(Buffer.from(answer), (received) => {
      const message = received as Message;
      if (message.name === "error") failed ??= message as unknown as DatabaseError;
      if (message.name === "rowDescription") {
        result.rows = [];
        result.fields = message.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
        parsers = result.fields.map(({ dataTypeID }) => types!.getTypeParser(dataTypeID, "text"));
      }
      if (message.name === "dataRow") {
        const values = (message.fields as (string | null)[]).map((value, at) =>
          value === null ? null : parsers[at]?.(value),
        );
        const named = () => Object.fromEntries(result.fields.map(({ name }, at) => [name, values[at]]));
        result.rows.push((rowMode === "array" ? values : named()) as never);
      }
      if (message.name === "commandComplete") {
        const [command = "", ...counts] = message.text.split(" ");
        Object.assign(result, { command, rowCount: counts.length > 0 ? Number(counts.at(-1)) : null });
      }
    });
    if (failed) throw failed;
    return result;
  }
}

const pg_utils = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

import { malformed, SoqlError, type Token, tokens } from "./soql-tokens";

/** SOQL as far as the tests ask it, run over rows in memory. Shares nothing with the product. */
export type Row = { [field: string]: string | number | boolean | null | Row };
export type Tables = Record<string, Row[]>;
export type Answer = { totalSize: number; done: true; records: object[] };

type Value = string | number | boolean | null;
type Test = (row: Row) => boolean;
type Selected = { path: string; as: string; count: boolean };

/** Runs a query as Salesforce's REST answers it. Throws SoqlError. */
export function runSoql(tables: Tables, query: string): Answer {
  const reader = new Reader(query);
  reader.expect("SELECT");
  const { fields, countAll } = selected(reader);
  reader.expect("FROM");
  const object = reader.name();
  const table = Object.keys(tables).find((name) => name.toLowerCase() === object.toLowerCase());
  if (table === undefined) throw new SoqlError("INVALID_TYPE", `sObject type '${object}' is not supported.`);
  const where: Test = reader.accept("WHERE") ? either(reader) : () => true;
  let order: string | null = null;
  if (reader.accept("ORDER")) {
    reader.expect("BY");
    order = reader.name();
    reader.accept("ASC");
  }
  const limit = reader.accept("LIMIT") ? reader.wholeNumber() : Number.POSITIVE_INFINITY;
  reader.end();

  const found = (tables[table] ?? []).filter(where);
  if (order) found.sort((a, b) => String(valueAt(a, order)).localeCompare(String(valueAt(b, order))));
  const rows = found.slice(0, limit);
  if (countAll) return { totalSize: rows.length, done: true, records: [] };
  if (fields.some(({ count }) => count)) {
    const counts = Object.fromEntries(fields.map(({ as }) => [as, rows.length]));
    return { totalSize: 1, done: true, records: [{ attributes: { type: "AggregateResult" }, ...counts }] };
  }
  return { totalSize: rows.length, done: true, records: rows.map((row) => recordOf(row, table, fields)) };
}

/** Takes tokens one after another. */
class Reader {
  private readonly list: Token[];
  private at = 0;
  constructor(query: string) {
    this.list = tokens(query);
  }
  take(): Token {
    return this.list[this.at++] ?? { kind: "mark", text: "<EOF>" };
  }
  peek(word: string): boolean {
    const token = this.list[this.at];
    return token?.kind !== "string" && token?.text.toUpperCase() === word;
  }
  accept(word: string): boolean {
    if (!this.peek(word)) return false;
    this.at += 1;
    return true;
  }
  expect(word: string): void {
    if (!this.accept(word)) throw malformed(this.take().text);
  }
  name(): string {
    const { kind, text } = this.take();
    if (kind !== "word") throw malformed(text);
    return text;
  }
  /** The other name of a field, if one stands here. */
  alias(): string | null {
    return this.list[this.at]?.kind === "word" && !this.peek("FROM") ? this.name() : null;
  }
  wholeNumber(): number {
    const { text } = this.take();
    if (!/^\d+$/.test(text)) throw malformed(text);
    return Number(text);
  }
  text(): string {
    const { kind, text } = this.take();
    if (kind !== "string") throw malformed(text);
    return text;
  }
  literal(): Value {
    const { kind, text } = this.take();
    if (kind === "string") return meaning(text);
    if (/^null$/i.test(text)) return null;
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
    if (kind !== "literal") throw malformed(text);
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  end(): void {
    if (this.at < this.list.length) throw malformed(this.take().text);
  }
}

function selected(reader: Reader): { fields: Selected[]; countAll: boolean } {
  const fields: Selected[] = [];
  let countAll = false;
  do {
    const path = reader.name();
    if (!reader.accept("(")) fields.push({ path, as: reader.alias() ?? path, count: false });
    else if (path.toUpperCase() !== "COUNT") throw malformed(path);
    else if (reader.accept(")")) countAll = true;
    else {
      const counted = reader.name();
      reader.expect(")");
      fields.push({ path: counted, as: reader.alias() ?? `expr${fields.length}`, count: true });
    }
  } while (reader.accept(","));
  return { fields, countAll };
}

function either(reader: Reader): Test {
  const tests = [both(reader)];
  while (reader.accept("OR")) tests.push(both(reader));
  return (row) => tests.some((test) => test(row));
}

function both(reader: Reader): Test {
  const tests = [condition(reader)];
  while (reader.accept("AND")) tests.push(condition(reader));
  return (row) => tests.every((test) => test(row));
}

function condition(reader: Reader): Test {
  if (reader.accept("NOT")) {
    const inner = condition(reader);
    return (row) => !inner(row);
  }
  if (reader.accept("(")) {
    const inner = either(reader);
    reader.expect(")");
    return inner;
  }
  const path = reader.name();
  if (reader.accept("LIKE")) {
    const pattern = meaning(reader.text(), true);
    return (row) => isLike(valueAt(row, path), pattern);
  }
  if (reader.accept("IN")) {
    reader.expect("(");
    const wanted: Value[] = [];
    do wanted.push(reader.literal());
    while (reader.accept(","));
    reader.expect(")");
    return (row) => wanted.some((one) => isSame(valueAt(row, path), one));
  }
  const operator = reader.take().text;
  const compare = COMPARISONS[operator];
  if (!compare) throw malformed(operator);
  const wanted = reader.literal();
  return (row) => compare(valueAt(row, path), wanted);
}

const ordered = (compare: (a: NonNullable<Value>, b: NonNullable<Value>) => boolean) => (a: Value, b: Value) =>
  a !== null && b !== null && compare(a, b);
const COMPARISONS: Record<string, (a: Value, b: Value) => boolean> = {
  "=": isSame,
  "!=": (a, b) => !isSame(a, b),
  "<>": (a, b) => !isSame(a, b),
  "<": ordered((a, b) => a < b),
  ">": ordered((a, b) => a > b),
  "<=": ordered((a, b) => a <= b),
  ">=": ordered((a, b) => a >= b),
};

function isSame(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function isLike(value: Value, pattern: string): boolean {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const source = pattern.replace(/\\(.)|[%_]|[^\\%_]/g, (piece, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    if (piece === "%") return "[\\s\\S]*";
    return piece === "_" ? "[\\s\\S]" : literal(piece);
  });
  return new RegExp(`^${source}$`, "i").test(String(value ?? ""));
}

const UNESCAPED: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** What a string token means; for LIKE an escaped wildcard stays escaped. */
function meaning(token: string, keepWildcards = false): string {
  return token.slice(1, -1).replace(/\\(.)/g, (pair, char: string) => {
    if (/[_%]/.test(char) && keepWildcards) return pair;
    return UNESCAPED[char.toLowerCase()] ?? (keepWildcards && char === "\\" ? "\\\\" : char);
  });
}

/** A path's keys as the row itself spells them, which SOQL does not care about; up to where there is nothing. */
function keysOf(row: Row, path: string): string[] {
  const keys: string[] = [];
  let here: Row[string] | undefined = row;
  for (const part of path.split(".")) {
    if (typeof here !== "object" || here === null) break;
    const key: string | undefined = Object.keys(here).find((one) => one.toLowerCase() === part.toLowerCase());
    if (key === undefined) throw new SoqlError("INVALID_FIELD", `No such column '${part}'.`);
    keys.push(key);
    here = here[key];
  }
  return keys;
}

function valueAt(row: Row, path: string): Value {
  let here: Row[string] | undefined = row;
  for (const key of keysOf(row, path)) here = (here as Row)[key];
  if (typeof here === "object" && here !== null) throw new SoqlError("INVALID_FIELD", `No such column '${path}'.`);
  return here ?? null;
}

/** A row as REST gives it: an object in the object for each relation, and what each of them is. */
function recordOf(row: Row, table: string, fields: readonly Selected[]): object {
  const record: Record<string, unknown> = {
    attributes: { type: table, url: `/services/data/v62.0/sobjects/${table}/1` },
  };
  for (const { path } of fields) {
    const keys = keysOf(row, path);
    let here = record;
    for (const key of keys.slice(0, -1)) {
      here[key] ??= { attributes: { type: key } };
      here = here[key] as Record<string, unknown>;
    }
    here[keys.at(-1) ?? path] = valueAt(row, path);
  }
  return record;
}

/** SOQL as far as the tests ask it, read and run over rows in memory. Shares nothing with the product. */

export type Token = { kind: "word" | "string" | "literal" | "mark"; text: string };

export class SoqlError extends Error {
  constructor(
    readonly errorCode: "MALFORMED_QUERY" | "INVALID_FIELD" | "INVALID_TYPE",
    message: string,
  ) {
    super(message);
  }
}

const malformed = (what: string) => new SoqlError("MALFORMED_QUERY", `unexpected token: '${what}'`);

const LITERAL = /^(-?\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?|-?\d+(\.\d+)?)(?![\w.:-])/;
const WORD = /^[A-Za-z_][\w.]*(:\d+)?/;
const MARK = /^(<=|>=|!=|<>|[=<>(),])/;

/** A query's tokens. A string is whole, with its quotes and escapes; anything out of place is malformed. */
export function tokens(query: string): Token[] {
  const found: Token[] = [];
  for (let rest = query; ; ) {
    rest = rest.replace(/^\s+/, "");
    if (rest === "") return found;
    const text = rest.startsWith("'")
      ? stringAt(rest)
      : (LITERAL.exec(rest)?.[0] ?? WORD.exec(rest)?.[0] ?? MARK.exec(rest)?.[0]);
    if (!text) throw malformed(rest.charAt(0));
    const kind = text.startsWith("'")
      ? "string"
      : /^(-?\d|(true|false)$)/i.test(text)
        ? "literal"
        : /^\w/.test(text)
          ? "word"
          : "mark";
    found.push({ kind, text });
    rest = rest.slice(text.length);
  }
}

function stringAt(rest: string): string {
  for (let at = 1; at < rest.length; at += 1) {
    if (rest[at] === "\n" || rest[at] === "\r") throw malformed("line end");
    if (rest[at] === "'") return rest.slice(0, at + 1);
    if (rest[at] !== "\\") continue;
    at += 1;
    if (!/[nNrRtTbBfF"'\\_%]/.test(rest[at] ?? "")) throw malformed(`\\${rest[at] ?? ""}`);
  }
  throw malformed("<EOF>");
}

const UNESCAPED: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** What a string token means; for LIKE an escaped wildcard stays escaped, for `like` to read. */
function meaning(token: string, keepWildcards = false): string {
  return token.slice(1, -1).replace(/\\(.)/g, (pair, char: string) => {
    if (/[_%]/.test(char) && keepWildcards) return pair;
    return UNESCAPED[char.toLowerCase()] ?? (keepWildcards && char === "\\" ? "\\\\" : char);
  });
}

function like(value: unknown, pattern: string): boolean {
  const source = pattern.replace(/\\(.)|[%_]|[^\\%_]/g, (piece, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (piece === "%") return "[\\s\\S]*";
    return piece === "_" ? "[\\s\\S]" : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "i").test(String(value ?? ""));
}

export type Row = { [field: string]: string | number | boolean | null | Row };
export type Tables = Record<string, Row[]>;
export type Answer = { totalSize: number; done: true; records: object[] };

type Test = (row: Row) => boolean;
type Value = string | number | boolean | null;

/** Runs a query as Salesforce's REST answers it. Throws SoqlError. */
export function runSoql(tables: Tables, query: string): Answer {
  const list = tokens(query);
  let at = 0;
  const peek = (word: string) => list[at]?.text.toUpperCase() === word && list[at]?.kind !== "string";
  const take = (): Token => list[at++] ?? { kind: "mark", text: "<EOF>" };
  const accept = (word: string): boolean => {
    if (!peek(word)) return false;
    at += 1;
    return true;
  };
  const expect = (word: string) => {
    const token = take();
    if (token.text.toUpperCase() !== word) throw malformed(token.text);
  };
  const name = (): string => {
    const token = take();
    if (token.kind !== "word") throw malformed(token.text);
    return token.text;
  };

  expect("SELECT");
  const fields: { path: string; as: string; count: boolean }[] = [];
  let countAll = false;
  do {
    const path = name();
    if (!accept("(")) {
      const alias = list[at]?.kind === "word" && !peek("FROM") ? name() : path;
      fields.push({ path, as: alias, count: false });
      continue;
    }
    if (path.toUpperCase() !== "COUNT") throw malformed(path);
    if (accept(")")) countAll = true;
    else {
      const counted = name();
      expect(")");
      const alias = list[at]?.kind === "word" && !peek("FROM") ? name() : `expr${fields.length}`;
      fields.push({ path: counted, as: alias, count: true });
    }
  } while (accept(","));
  expect("FROM");
  const object = name();
  const rows = tables[Object.keys(tables).find((table) => table.toLowerCase() === object.toLowerCase()) ?? ""];
  if (!rows) throw new SoqlError("INVALID_TYPE", `sObject type '${object}' is not supported.`);
  const field = (row: Row, path: string): Value => {
    let here: Row[string] | undefined = row;
    for (const part of path.split(".")) {
      if (typeof here !== "object" || here === null) return null;
      const key: string | undefined = Object.keys(here).find((one) => one.toLowerCase() === part.toLowerCase());
      if (key === undefined) throw new SoqlError("INVALID_FIELD", `No such column '${part}' on entity '${object}'.`);
      here = here[key];
    }
    if (typeof here === "object" && here !== null)
      throw new SoqlError("INVALID_FIELD", `No such column '${path}' on entity '${object}'.`);
    return here ?? null;
  };
  const literal = (): Value => {
    const { kind, text } = take();
    if (kind === "string") return meaning(text);
    if (/^null$/i.test(text)) return null;
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
    if (kind !== "literal") throw malformed(text);
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  };
  const condition = (): Test => {
    if (accept("NOT")) {
      const inner = condition();
      return (row) => !inner(row);
    }
    if (accept("(")) {
      const inner = either();
      expect(")");
      return inner;
    }
    const path = name();
    if (accept("LIKE")) {
      const token = take();
      if (token.kind !== "string") throw malformed(token.text);
      const pattern = meaning(token.text, true);
      return (row) => like(field(row, path), pattern);
    }
    if (accept("IN")) {
      expect("(");
      const wanted: Value[] = [];
      do wanted.push(literal());
      while (accept(","));
      expect(")");
      return (row) => wanted.includes(field(row, path));
    }
    const operator = take().text;
    const wanted = literal();
    const compare = {
      "=": (value: Value) => same(value, wanted),
      "!=": (value: Value) => !same(value, wanted),
      "<>": (value: Value) => !same(value, wanted),
      "<": (value: Value) => value !== null && wanted !== null && value < wanted,
      ">": (value: Value) => value !== null && wanted !== null && value > wanted,
      "<=": (value: Value) => value !== null && wanted !== null && value <= wanted,
      ">=": (value: Value) => value !== null && wanted !== null && value >= wanted,
    }[operator];
    if (!compare) throw malformed(operator);
    return (row) => compare(field(row, path));
  };
  const both = (): Test => {
    const tests = [condition()];
    while (accept("AND")) tests.push(condition());
    return (row) => tests.every((test) => test(row));
  };
  function either(): Test {
    const tests = [both()];
    while (accept("OR")) tests.push(both());
    return (row) => tests.some((test) => test(row));
  }
  const where: Test = accept("WHERE") ? either() : () => true;
  let order: string | null = null;
  if (accept("ORDER")) {
    expect("BY");
    order = name();
    accept("ASC");
  }
  let limit = Number.POSITIVE_INFINITY;
  if (accept("LIMIT")) {
    const token = take();
    if (!/^\d+$/.test(token.text)) throw malformed(token.text);
    limit = Number(token.text);
  }
  if (at < list.length) throw malformed(take().text);

  const found = rows.filter(where);
  if (order) found.sort((a, b) => String(field(a, order)).localeCompare(String(field(b, order))));
  const limited = found.slice(0, limit);
  if (countAll) return { totalSize: limited.length, done: true, records: [] };
  const attributes = { type: object, url: `/services/data/v62.0/sobjects/${object}/001` };
  if (fields.some(({ count }) => count)) {
    const record = Object.fromEntries(fields.map(({ as }) => [as, limited.length]));
    return { totalSize: 1, done: true, records: [{ attributes: { type: "AggregateResult" }, ...record }] };
  }
  return {
    totalSize: limited.length,
    done: true,
    records: limited.map((row) => recordOf(row, object, fields, attributes, field)),
  };
}

function same(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function recordOf(
  row: Row,
  object: string,
  fields: { path: string }[],
  attributes: object,
  field: (row: Row, path: string) => Value,
): object {
  const record: Record<string, unknown> = { attributes };
  for (const { path } of fields) {
    const value = field(row, path);
    const parts = spelling(row, path);
    let here = record;
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1) here[part] = value;
      else {
        here[part] ??= { attributes: { type: object } };
        here = here[part] as Record<string, unknown>;
      }
    }
  }
  return record;
}

/** A path as the object itself spells it. */
function spelling(row: Row, path: string): string[] {
  let here: Row[string] | undefined = row;
  return path.split(".").map((part) => {
    if (typeof here !== "object" || here === null) return part;
    const key = Object.keys(here).find((candidate) => candidate.toLowerCase() === part.toLowerCase()) ?? part;
    here = here[key];
    return key;
  });
}

/** The words of SOQL (SOQL and SOSL Reference, "Quoted String Escape Sequences"). Shares nothing with the product. */

export type Token = { kind: "word" | "string" | "literal" | "mark"; text: string };

export class SoqlError extends Error {
  constructor(
    readonly errorCode: "MALFORMED_QUERY" | "INVALID_FIELD" | "INVALID_TYPE",
    message: string,
  ) {
    super(message);
  }
}

export const malformed = (what: string) => new SoqlError("MALFORMED_QUERY", `unexpected token: '${what}'`);

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

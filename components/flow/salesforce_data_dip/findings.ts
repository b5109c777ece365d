import type { CheckFacts, Finding } from "@/engine/contract";
import { START, scan } from "./scan";

/** A piece of the template's own text up to an inserted value or the end, and the variable inserted there, if it is a plain one. */
type Piece = { text: string; value: string | null; isLast: boolean };

/** Problems of a query that can be found before values are inserted. */
export function findings(query: string, variableType: CheckFacts["variableType"]): Finding[] {
  const error = (code: string, message: string): Finding => ({ severity: "error", code, message, field: ["query"] });
  const found: Finding[] = [];
  const plain = withoutTags(query);
  if (!/^\s*select\s/i.test(plain))
    found.push(
      error(
        "soql_not_select",
        /^\s*find\b/i.test(plain)
          ? "FIND searches in SOSL, which is not asked here. Write a query that begins with SELECT."
          : "the query must begin with SELECT.",
      ),
    );
  let place = START;
  let bare = "";
  for (const { text, value, isLast } of piecesOf(plain)) {
    const before = place;
    place = scan(text, place);
    bare += outsideQuotes(text, before.quoted);
    if (isLast) break;
    if (place.quoted) continue;
    bare += "1";
    if (value && variableType(value) === "string" && place.last !== ":")
      found.push({
        severity: "warning",
        code: "soql_unquoted_variable",
        message: `${value} stands outside quotes, where only a number, a date, true or false is let through. Put quotes around it if it is text.`,
        field: ["query"],
      });
  }
  // Tags may contain text that opens or closes a quote.
  if (place.quoted && plain === query) found.push(error("soql_unclosed_quote", "a quote is opened and never closed."));
  if (bare.includes('"'))
    found.push(error("soql_double_quotes", "SOQL knows single quotes only. Write '…' instead of \"…\"."));
  if (/:\s*[A-Za-z_]/.test(bare))
    found.push(
      error(
        "soql_bind",
        "a colon binds a variable of Apex, which there is none of here. Insert a variable of the flow.",
      ),
    );
  return found;
}

function withoutTags(query: string): string {
  return query.replace(/\{%[\s\S]*?%\}/g, " ");
}

function piecesOf(query: string): Piece[] {
  const values = [...query.matchAll(/\{\{-?\s*([a-z_][a-z0-9_]*)?[\s\S]*?\}\}/g)];
  const pieces = values.map(({ 0: whole, 1: name = null, index }, at) => {
    const from = at === 0 ? 0 : (values[at - 1]?.index ?? 0) + (values[at - 1]?.[0].length ?? 0);
    const isPlain = /^\{\{-?\s*[a-z_][a-z0-9_]*\s*-?\}\}$/.test(whole);
    return { text: query.slice(from, index), value: isPlain ? name : null, isLast: false };
  });
  const last = values.at(-1);
  return [...pieces, { text: query.slice(last ? last.index + last[0].length : 0), value: null, isLast: true }];
}

/** The part of a piece that is not inside quotes. */
function outsideQuotes(text: string, quoted: boolean): string {
  let outside = "";
  let place = { ...START, quoted };
  for (const char of text) {
    const before = place.quoted;
    place = scan(char, place);
    if (!before && !place.quoted) outside += char;
  }
  return outside;
}

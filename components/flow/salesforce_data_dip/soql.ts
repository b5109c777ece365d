import type { Insert } from "@/engine/contract";
import { START, scan } from "./scan";

/** Characters that may stand before and after a literal, so that it is a whole word of the query and not part of one. */
const BEFORE_LITERAL = /[\s(,=<>:]/;
const AFTER_LITERAL = /[\s),]/;

const NUMBER = /^-?\d{1,18}(\.\d{1,18})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2}))?$/;
const TRUTH = /^(true|false)$/i;

const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** `refused`: a value would have changed the query. */
type Rendered = { query: string; refused: string | null };

/**
 * Renders a SOQL template so that no value can change the query. Inside quotes all special characters are
 * escaped, including the wildcards of LIKE. Outside, a value must be a number, a date, true or false, as a word of its own.
 */
export function renderSoql(render: (insert: Insert) => string): Rendered {
  let place = START;
  let seen = 0;
  let refused: string | null = null;
  /** The end of the last literal, while the character after it is unknown. */
  let literalEnd = -1;
  const read = (text: string) => {
    const next = text.charAt(seen);
    if (literalEnd === seen && next !== "" && !AFTER_LITERAL.test(next)) refused ??= touching(text.slice(seen));
    place = scan(text.slice(seen), place);
    seen = text.length;
  };
  const query = render((value, before) => {
    read(before);
    const written = place.quoted ? inQuotes(value) : asLiteral(value);
    seen += written.length;
    return written;
  });
  read(query);
  return { query, refused };

  function inQuotes(value: string): string {
    if (place.escaping) refused ??= "A variable stands right behind a backslash. Remove the backslash.";
    return value.replace(
      place.like ? /[\\'"\n\r\t\b\f%_]/g : /[\\'"\n\r\t\b\f]/g,
      (char) => ESCAPES[char] ?? `\\${char}`,
    );
  }

  function asLiteral(value: string): string {
    const fits = place.last === ":" ? /^\d{1,9}$/.test(value) : [NUMBER, DATE, TRUTH].some((kind) => kind.test(value));
    if (!fits)
      refused ??= `A variable outside quotes is ${value === "" ? "empty" : "no number, date, true or false"}. Put quotes around it if it is text.`;
    else if (!BEFORE_LITERAL.test(place.last)) refused ??= touching(place.last);
    if (refused !== null) return "";
    place = { ...place, last: value.slice(-1), word: "" };
    literalEnd = seen + value.length;
    return value;
  }
}

function touching(neighbour: string): string {
  return `A variable outside quotes touches ${JSON.stringify(neighbour.charAt(0))}. Put a space between the two.`;
}

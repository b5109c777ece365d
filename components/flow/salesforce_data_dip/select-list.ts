const FUNCTION = /^([A-Za-z_]+)\s*\(/;
const PATH = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const ALIAS = /\s([A-Za-z_][A-Za-z0-9_]*)$/;

/**
 * The keys that Salesforce returns for the list between SELECT and FROM: a path as it is written, an alias by its name, an
 * aggregate without an alias as expr0, expr1 … The query may be incomplete; what cannot be parsed is skipped.
 */
export function selectedFields(query: string): string[] {
  const list = listOf(query);
  if (list === null) return [];
  const items = itemsOf(list);
  const grouped = /\bgroup\s+by\b/i.test(query);
  let unnamed = 0;
  const keys = items.flatMap((item) => {
    const text = item.trim();
    if (/^count\s*\(\s*\)$/i.test(text)) return [];
    // A subquery returns rows, which an output cannot hold.
    if (text.startsWith("(")) return [];
    const alias = ALIAS.exec(text)?.[1];
    if (FUNCTION.test(text)) return alias && !text.endsWith(")") ? [alias] : unaliased(text, () => `expr${unnamed++}`);
    if (alias) return [alias];
    if (!PATH.test(text)) return [];
    // In grouped rows the key of a related object's field is its last part.
    return [grouped ? text.slice(text.lastIndexOf(".") + 1) : text];
  });
  return [...new Set(keys)];
}

/** Functions that only format a field: their key is the field's name. FIELDS() stands for any field. */
function unaliased(text: string, next: () => string): string[] {
  const name = FUNCTION.exec(text)?.[1]?.toLowerCase();
  if (name === "fields") return [];
  if (name !== "tolabel" && name !== "format") return [next()];
  const inner = text.slice(text.indexOf("(") + 1, -1).trim();
  return PATH.test(inner) ? [inner] : [];
}

/** The text between the outer SELECT and its FROM; without a FROM, all text after SELECT. */
function listOf(query: string): string | null {
  const start = /^\s*select\s/i.exec(query);
  if (!start) return null;
  // TYPEOF returns different fields for each row, and its list contains commas.
  const rest = query.slice(start[0].length).replace(/\btypeof\b[\s\S]*?\bend\b/gi, "");
  let depth = 0;
  for (const { 0: word, index } of rest.matchAll(/[()]|\bfrom\b/gi)) {
    if (word === "(") depth += 1;
    else if (word === ")") depth -= 1;
    else if (depth === 0) return rest.slice(0, index);
  }
  return rest;
}

function itemsOf(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const char of list) {
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char === "," && depth === 0) {
      items.push(item);
      item = "";
    } else item += char;
  }
  return [...items, item];
}

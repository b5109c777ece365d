import { type Template, type TopLevelToken, TypeGuards } from "liquidjs";
import { LIMITS } from "../limits";
import { unitsOf } from "../work";

/** Tags that enclose others, up to their `end…`. */
const BLOCKS: ReadonlySet<string> = new Set(["if", "unless", "for", "case", "capture"]);
/** Tags whose conditions are evaluated with the block they stand in. */
const CONDITIONS: ReadonlySet<string> = new Set(["elsif", "when"]);
/** Units for reading one {{ }} or {% %}. */
const READING = 10;

const units = new WeakMap<object, number>();

/** Units for rendering a node once, without the nodes inside it. */
export function unitsOfNode({ token }: Template): number {
  return units.get(token) ?? 1;
}

/**
 * Counts the work of each node of a template and returns the units for reading it all. Throws an Error, for the admin, where
 * the template has more nodes, or nests them deeper, than Liquid reads in reasonable time and without filling the stack.
 */
export function weigh(tokens: readonly TopLevelToken[]): number {
  const open: object[] = [];
  let nodes = 0;
  let reading = 0;
  let inComment = false;
  for (const token of tokens) {
    const text = token.input.slice(token.begin, token.end);
    const isTag = TypeGuards.isTagToken(token);
    const own = unitsOf(text) + (isTag || TypeGuards.isOutputToken(token) ? wordsIn(text) : 0);
    reading += own;
    units.set(token, own);
    if (!isTag && !TypeGuards.isOutputToken(token)) continue;
    nodes += 1;
    reading += READING;
    if (nodes > LIMITS.template_nodes)
      throw new Error(`The template has more than ${LIMITS.template_nodes} {{ }} and {% %}.`);
    if (bracketDepth(text) > LIMITS.template_depth) throw new Error(TOO_DEEP);
    if (!isTag) continue;
    const { name } = token;
    if (inComment) {
      inComment = name !== "endcomment";
      continue;
    }
    const block = open.at(-1);
    if (name === "comment") inComment = true;
    else if (BLOCKS.has(name)) open.push(token);
    else if (name.startsWith("end") && BLOCKS.has(name.slice(3))) open.pop();
    else if (block && CONDITIONS.has(name)) units.set(block, (units.get(block) ?? 0) + own);
    if (open.length > LIMITS.template_depth) throw new Error(TOO_DEEP);
  }
  return reading;
}

const TOO_DEEP = `The template nests its tags or brackets more than ${LIMITS.template_depth} deep.`;

const WORD = /[\w-]+|"[^"]*"|'[^']*'|\S/g;

/** The names, texts and signs in a tag, each of which is read once and evaluated each time. */
function wordsIn(tag: string): number {
  return tag.match(WORD)?.length ?? 0;
}

/** How deep brackets are nested in a tag, outside of its quotes. */
function bracketDepth(tag: string): number {
  let depth = 0;
  let deepest = 0;
  let quote: string | null = null;
  for (let at = 0; at < tag.length; at += 1) {
    const char = tag.charAt(at);
    if (quote !== null) {
      if (char === "\\") at += 1;
      else if (char === quote) quote = null;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "(" || char === "[") depth += 1;
    else if (char === ")" || char === "]") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

import { BoundedMap } from "@/engine/bounded-map";

/** Names of one flow, a few times over; beyond that they are other flows'. */
const MOST = 5000;
/** Names as they were broken before: measuring them is most of what a picture with names costs. */
const known = new BoundedMap<string, string[]>(MOST);

/** A name in at most two lines of that width, as the page would break it; the context has the font. */
export function linesOf(context: CanvasRenderingContext2D, name: string, width: number): string[] {
  const key = `${context.font}|${width}|${name}`;
  let lines = known.get(key);
  if (!lines) {
    lines = broken(context, name, width);
    known.set(key, lines);
  }
  return lines;
}

function broken(context: CanvasRenderingContext2D, name: string, width: number): string[] {
  const fits = (text: string) => context.measureText(text).width <= width;
  if (fits(name)) return [name];
  const words = name.split(" ");
  let count = words.length - 1;
  while (count > 1 && !fits(words.slice(0, count).join(" "))) count--;
  const first = words.slice(0, count).join(" ");
  const rest = words.slice(count).join(" ");
  return [cut(first, fits), ...(rest ? [cut(rest, fits)] : [])];
}

function cut(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  let end = text.length - 1;
  while (end > 1 && !fits(`${text.slice(0, end)}…`)) end--;
  return `${text.slice(0, end)}…`;
}

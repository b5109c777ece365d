import { BoundedMap } from "@/engine/bounded-map";

/** Enough for all names of a few large flows. */
const MOST = 5000;
/** Names already broken into lines: measuring text is most of what a picture with names costs. */
const cache = new BoundedMap<string, string[]>(MOST);

/** Breaks a name into at most two lines of that width, as the browser would, in the context's current font. */
export function linesOf(context: CanvasRenderingContext2D, name: string, width: number): string[] {
  const key = `${context.font}|${width}|${name}`;
  let lines = cache.get(key);
  if (!lines) {
    lines = breakLines(context, name, width);
    cache.set(key, lines);
  }
  return lines;
}

function breakLines(context: CanvasRenderingContext2D, name: string, width: number): string[] {
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

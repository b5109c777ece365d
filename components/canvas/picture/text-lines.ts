import { BoundedMap } from "@/engine/bounded-map";

/** Enough for all words of a few large flows. */
const MOST = 10_000;
/** Words are measured once, in this size: measuring text is most of what a picture with names costs. */
const MEASURED_PX = 100;
const widths = new BoundedMap<string, number>(MOST);

export type Font = { weight: number; family: string };

/** Breaks a text of that size into at most `most` lines of that width; what does not fit is cut. */
export function linesOf(
  context: CanvasRenderingContext2D,
  font: Font,
  text: string,
  { size, width, most }: { size: number; width: number; most: number },
): string[] {
  const widthOf = (part: string) => (measured(context, font, part) * size) / MEASURED_PX;
  const space = widthOf(" ");
  const lines: string[] = [];
  let line = "";
  let length = 0;
  for (const word of text.split(" ")) {
    const own = widthOf(word);
    if (line !== "" && length + space + own > width && lines.length < most - 1) {
      lines.push(cut(line, length, width));
      line = word;
      length = own;
    } else {
      length += line === "" ? own : space + own;
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(cut(line, length, width));
  return lines;
}

/** A text of that length, cut to fit; as all characters were equally wide, which is near enough. */
function cut(text: string, length: number, width: number): string {
  if (length <= width) return text;
  const fitting = Math.floor((text.length * width) / length) - 1;
  return fitting > 0 ? `${text.slice(0, fitting).trimEnd()}…` : "";
}

function measured(context: CanvasRenderingContext2D, { weight, family }: Font, word: string): number {
  const key = `${weight} ${family} ${word}`;
  let width = widths.get(key);
  if (width === undefined) {
    const before = context.font;
    context.font = `${weight} ${MEASURED_PX}px ${family}`;
    width = context.measureText(word).width;
    context.font = before;
    widths.set(key, width);
  }
  return width;
}

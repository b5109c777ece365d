export type Bar = { x: number; y: number; width: number; height: number };

const GAP = 1;
/** An hour without any still shows, as the line that the others stand on. */
const LOWEST = 1;

/** One bar a value, the highest as high as the drawing; all low where there is nothing. */
export function sparkBars(values: number[], width: number, height: number): Bar[] {
  const most = Math.max(...values, 0);
  const pitch = width / Math.max(values.length, 1);
  return values.map((value, index) => {
    const tall = most === 0 || value === 0 ? LOWEST : Math.max(LOWEST + 1, Math.round((value / most) * height));
    return { x: index * pitch, y: height - tall, width: pitch - GAP, height: tall };
  });
}

/** The same in words, of what is counted as one and as many of it. Values are hours, the last one being the running one. */
export function sparkWords(values: number[], [one, many]: readonly [string, string]): string {
  const all = values.reduce((sum, value) => sum + value, 0);
  if (all === 0) return `No ${many} in the last 24 hours`;
  const most = Math.max(...values);
  const ago = values.length - 1 - values.lastIndexOf(most);
  const when = ago === 0 ? "in the running hour" : `${ago} ${ago === 1 ? "hour" : "hours"} ago`;
  return `${all} ${all === 1 ? one : many} in the last 24 hours, most (${most}) ${when}`;
}

type Bar = { x: number; y: number; width: number; height: number };

const GAP = 1;
/** The height of a bar for 0, so that the baseline stays visible. */
const LOWEST = 1;

/** One bar for each value, scaled so that the largest fills the height. */
export function sparkBars(values: number[], width: number, height: number): Bar[] {
  const most = Math.max(...values, 0);
  const pitch = width / Math.max(values.length, 1);
  return values.map((value, index) => {
    const tall = most === 0 || value === 0 ? LOWEST : Math.max(LOWEST + 1, Math.round((value / most) * height));
    return { x: index * pitch, y: height - tall, width: pitch - GAP, height: tall };
  });
}

/** A text for the bars. Each value counts one hour, the last one the current hour; `one` and `many` name what is counted. */
export function sparkWords(values: number[], [one, many]: readonly [string, string]): string {
  const all = values.reduce((sum, value) => sum + value, 0);
  if (all === 0) return `No ${many} in the last 24 hours`;
  const most = Math.max(...values);
  const ago = values.length - 1 - values.lastIndexOf(most);
  const when = ago === 0 ? "in the running hour" : `${ago} ${ago === 1 ? "hour" : "hours"} ago`;
  return `${all} ${all === 1 ? one : many} in the last 24 hours, most (${most}) ${when}`;
}

/** The points of an SVG polyline through the values, from 0 at the bottom to `most`, `top` below the upper edge. One value is a level line. */
export function linePoints(values: number[], most: number, width: number, height: number, top: number): string {
  const all = values.length === 1 ? [values[0]!, values[0]!] : values;
  const step = width / Math.max(1, all.length - 1);
  return all
    .map((value, index) => `${round(index * step)},${round(height - (value / most) * (height - top))}`)
    .join(" ");
}

const round = (value: number) => Math.round(value * 10) / 10;

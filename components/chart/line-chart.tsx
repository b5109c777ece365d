import { classNames } from "@/components/ui/class-names";
import { linePoints } from "./line-points";

/** `look`: the colour of its line; the lines differ by their dashes, too. */
export type Series = { name: string; values: number[]; look: keyof typeof LOOK };

const LOOK = {
  accent: { line: "stroke-accent", dashes: undefined },
  good: { line: "stroke-good", dashes: "6 3" },
  warn: { line: "stroke-warn", dashes: "2 3" },
} as const;

const WIDTH = 720;
const HEIGHT = 160;
/** Labels that find room below. */
const MOST_LABELS = 8;

/** Lines over the same places, from 0 up to the largest value. `words` says for screen readers what it shows; a table beside it has the values. */
export function LineChart({ labels, series, words }: { labels: string[]; series: Series[]; words: string }) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const every = Math.ceil(labels.length / MOST_LABELS);
  return (
    <figure className="space-y-2">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-label text-quiet" aria-hidden>
        {series.map(({ name, look }) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <svg width="24" height="8" aria-hidden="true">
              <Line points="0,4 24,4" look={look} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 24}`}
        className="block h-auto w-full"
        preserveAspectRatio="none"
      >
        {(most > 1 ? [0, 0.5, 1] : [0, 1]).map((share) => (
          <g key={share}>
            <line
              x1={0}
              x2={WIDTH}
              y1={HEIGHT - share * (HEIGHT - 14)}
              y2={HEIGHT - share * (HEIGHT - 14)}
              className="stroke-line"
            />
            <text x={2} y={HEIGHT - share * (HEIGHT - 14) - 3} className="fill-quiet text-label">
              {Math.round(share * most).toLocaleString("en")}
            </text>
          </g>
        ))}
        {series.map(({ name, values, look }) => (
          <Line key={name} points={linePoints(values, most, WIDTH, HEIGHT, 14)} look={look} />
        ))}
        {labels.map((label, index) =>
          index % every === 0 ? (
            <text
              key={label}
              x={labels.length === 1 ? WIDTH / 2 : (index / (labels.length - 1)) * WIDTH}
              y={HEIGHT + 18}
              textAnchor={index === 0 ? "start" : index === labels.length - 1 ? "end" : "middle"}
              className="fill-quiet text-label"
            >
              {label}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}

function Line({ points, look }: { points: string; look: keyof typeof LOOK }) {
  const { line, dashes } = LOOK[look];
  return (
    <polyline
      points={points}
      strokeDasharray={dashes}
      strokeWidth={2}
      className={classNames("fill-none", line)}
      vectorEffect="non-scaling-stroke"
    />
  );
}

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
/** Above the largest value, for its label. */
const TOP = 14;
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
      <svg role="img" aria-label={words} className="block w-full" height={HEIGHT + 24}>
        {(most > 1 ? [0, 0.5, 1] : [0, 1]).map((share) => (
          <g key={share}>
            <line x2="100%" y1={heightOf(share)} y2={heightOf(share)} className="stroke-line" />
            <text x={2} y={heightOf(share) - 3} className="fill-quiet text-label">
              {Math.round(share * most).toLocaleString("en")}
            </text>
          </g>
        ))}
        {/* Only the lines grow with the page: words keep their size. */}
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          width="100%"
          height={HEIGHT}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {series.map(({ name, values, look }) => (
            <Line key={name} points={linePoints(values, most, WIDTH, HEIGHT, TOP)} look={look} />
          ))}
        </svg>
        {labels.map((label, index) =>
          index % every === 0 ? (
            <text
              key={label}
              x={`${labels.length === 1 ? 50 : (index / (labels.length - 1)) * 100}%`}
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

/** Where a share of the largest value is, from above. */
const heightOf = (share: number) => HEIGHT - share * (HEIGHT - TOP);

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

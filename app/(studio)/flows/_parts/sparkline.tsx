import { classNames } from "@/components/ui/class-names";
import { sparkBars, sparkWords } from "@/components/ui/spark-bars";

const WIDTH = 96;
const HEIGHT = 20;

/** Interactions in each of the last 24 hours, the current hour last. */
export function Sparkline({ values }: { values: number[] }) {
  const words = sparkWords(values, ["interaction", "interactions"]);
  return (
    <svg role="img" aria-label={words} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <title>{words}</title>
      {sparkBars(values, WIDTH, HEIGHT).map((bar, hour) => (
        <rect key={bar.x} {...bar} className={classNames(values[hour] ? "fill-accent" : "fill-line")} />
      ))}
    </svg>
  );
}

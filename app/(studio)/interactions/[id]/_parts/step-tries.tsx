import { Time } from "@/components/ui/time";
import type { Detail } from "./detail";

/** How the tries of a step that rings again ended, and when the next one was to be. */
export function StepTries({ tries }: Pick<Detail["steps"][number], "tries">) {
  if (tries.length === 0) return null;
  return (
    <ol className="space-y-1 text-quiet">
      {tries.map(({ text, at, nextAt }) => (
        <li key={at}>
          {text} Rung again from <Time value={nextAt} as="minute" /> on.
        </li>
      ))}
    </ol>
  );
}

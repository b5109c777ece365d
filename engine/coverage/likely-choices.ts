import type { PlacedStep } from "../definition/schema";
import { type Choice, possibleChoices, type Simulation } from "../simulate";

const KEYS = [..."1234567890*#"];
/** What stands in a step's settings is what its branches tell apart: keys, words and values. */
const MOST_TEXTS = 40;
const MOST_CHARACTERS = 60;

/** What the parties may do now, with what a step's settings say it listens to; at most some dozens. */
export function likelyChoices(simulation: Simulation, step: PlacedStep): Choice[] {
  return possibleChoices(simulation).flatMap(({ choice, asks }): Choice[] => {
    if (asks === "keys")
      return [choice, ...KEYS.map((digits): Choice => ({ does: "presses", digits })), ...keysIn(step)];
    if (asks === "words") return [choice, ...textsIn(step).map((text): Choice => ({ does: "says", text }))];
    return [choice];
  });
}

const keysIn = (step: PlacedStep): Choice[] =>
  textsIn(step)
    .filter((text) => /^[0-9*#]{2,64}$/.test(text))
    .map((digits) => ({ does: "presses", digits }));

/** The short texts and numbers in a step's settings, each once. */
export function textsIn({ config }: PlacedStep): string[] {
  const found = new Set<string>();
  const read = (value: unknown) => {
    if (typeof value === "number" || typeof value === "boolean") found.add(String(value));
    else if (typeof value === "string" && value.trim() !== "" && value.length <= MOST_CHARACTERS) found.add(value);
    else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) read(one);
  };
  read(config);
  return [...found].slice(0, MOST_TEXTS);
}

import type { Problem } from "@/engine/verify";

export type ProblemTexts = { errors: ReadonlyMap<string, string>; warnings: ReadonlyMap<string, string> };

/** What the form of a config finds by itself, in words that stand beside the field. */
const SAID_BY_THE_FORM = new Set(["config_invalid", "unknown_key"]);

/** Problems of one part of a step (`config`, `exits` …) by the path in it, the first of each place. */
export function problemTexts(problems: readonly Problem[], step: string | null, part: string): ProblemTexts {
  const errors = new Map<string, string>();
  const warnings = new Map<string, string>();
  for (const problem of problems) {
    if (problem.step !== step || problem.field[0] !== part || SAID_BY_THE_FORM.has(problem.code)) continue;
    const path = problem.field.slice(1).join(".");
    const texts = problem.severity === "error" ? errors : warnings;
    if (!texts.has(path)) texts.set(path, beside(problem.message));
  }
  return { errors, warnings };
}

const PARTS = new Set(["config", "exits", "outputs", "on_error", "name"]);

/** Problems of a step that no field of its form shows. */
export function problemsOfStep(problems: readonly Problem[], step: string): Problem[] {
  return problems.filter((problem) => problem.step === step && !PARTS.has(problem.field[0] ?? ""));
}

/** A problem's text without the step's name in front, which the panel has said. */
export function beside(message: string): string {
  const text = message.replace(/^“[^”]*”: /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

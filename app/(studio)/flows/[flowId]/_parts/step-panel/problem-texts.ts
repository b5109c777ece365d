import type { Problem } from "@/engine/verify";

type ProblemTexts = { errors: ReadonlyMap<string, string>; warnings: ReadonlyMap<string, string> };

/** Problems that the config's form finds itself and shows beside the field. */
const FOUND_BY_FORM = new Set(["config_invalid", "unknown_key"]);

/** The problems of one part of a step (`config`, `exits` …) by their path in it; the first one of each path. */
export function problemTexts(problems: readonly Problem[], step: string | null, part: string): ProblemTexts {
  const errors = new Map<string, string>();
  const warnings = new Map<string, string>();
  for (const problem of problems) {
    if (problem.step !== step || problem.field[0] !== part || FOUND_BY_FORM.has(problem.code)) continue;
    const path = problem.field.slice(1).join(".");
    const texts = problem.severity === "error" ? errors : warnings;
    if (!texts.has(path)) texts.set(path, withoutStepName(problem.message));
  }
  return { errors, warnings };
}

const PARTS = new Set(["config", "exits", "outputs", "on_error", "name"]);

/** The problems of a step that no field shows. */
export function problemsOfStep(problems: readonly Problem[], step: string): Problem[] {
  return problems.filter((problem) => problem.step === step && !PARTS.has(problem.field[0] ?? ""));
}

/** A problem's text without the step's name in front: the panel shows it already. */
export function withoutStepName(message: string): string {
  const text = message.replace(/^“[^”]*”: /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

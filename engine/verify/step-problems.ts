import {
  addressFaults,
  type CheckFacts,
  invalidNumber,
  MAX_SPOKEN_CHARACTERS,
  type NamedKind,
  overlongTexts,
  type SoleKind,
  voiceFaults,
} from "../contract";
import { readPhoneNumber } from "../phone-number";
import { exitProblems } from "./exits";
import { type Flow, stepProblem } from "./flow";
import { languageFault } from "./language-fault";
import type { Problem } from "./problem";
import type { StepFacts, VariableUse } from "./step-facts";

/** Problems of one step that need no path through the flow. */
export function stepProblems(flow: Flow, facts: StepFacts, known: CheckFacts): Problem[] {
  const error = (code: string, field: string[], message: string) =>
    stepProblem(facts, { severity: "error", code, message, field });
  const { definition, placed } = facts;
  if (!definition) {
    const message = `there is no component ${placed.component} here. Remove the step, or replace it.`;
    return [error("unknown_component", ["component"], message), ...exitProblems(flow, facts)];
  }
  return [
    ...facts.issues.map((issue) => stepProblem(facts, { severity: "error", ...issue })),
    ...exitProblems(flow, facts),
    ...outputProblems(facts, error),
    ...[...facts.reads, ...facts.sets, ...facts.outputs].flatMap((use) => unknownVariable(flow, use, error)),
    ...facts.brokenTemplates.map(({ field, message }) =>
      error("template_invalid", field, `correct the text's {{ }} or {% %}: ${message}`),
    ),
    ...nameProblems(flow, facts, error),
    ...needProblems(flow, facts),
    ...valueProblems(flow, facts),
    ...ownProblems(facts, known),
  ];
}

type MakeError = (code: string, field: string[], message: string) => Problem;

function outputProblems({ placed, definition }: StepFacts, error: MakeError): Problem[] {
  if (definition?.more_outputs) return [];
  return Object.keys(placed.outputs ?? {}).flatMap((output) =>
    definition?.outputs.some(({ id }) => id === output)
      ? []
      : [error("unknown_output", ["outputs", output], `it has no output ${output}. Remove it.`)],
  );
}

/** Read-only names that every template can use (docs/flow-format.md). */
const READ_ONLY: Readonly<Record<string, readonly string[]>> = {
  interaction: ["id", "started_at"],
  flow: ["name", "version"],
  call: ["from", "to", "answered_by"],
};

function unknownVariable(flow: Flow, { name, property, field, template }: VariableUse, error: MakeError): Problem[] {
  if (Object.hasOwn(flow.draft.variables, name)) return [];
  const properties = template && Object.hasOwn(READ_ONLY, name) ? READ_ONLY[name] : undefined;
  if (properties?.includes(property ?? "")) return [];
  if (properties) {
    const choices = properties.map((one) => `${name}.${one}`).join(", ");
    return [
      error(
        "variable_unknown",
        field,
        `${[name, property].filter(Boolean).join(".")} is not there. Use one of ${choices}.`,
      ),
    ];
  }
  // The schema has already reported the empty name.
  if (name === "") return [];
  return [error("variable_unknown", field, `there is no variable ${name}. Create it, or choose another.`)];
}

const KINDS: Record<NamedKind, { noun: string; where: string }> = {
  number: { noun: "number", where: "Numbers" },
  prompt: { noun: "prompt", where: "Prompts" },
  connection: { noun: "connection", where: "Connections" },
  function: { noun: "function", where: "Functions" },
  calendar: { noun: "calendar", where: "Calendars" },
  ring_group: { noun: "ring group", where: "Ring groups" },
};

function nameProblems({ names }: Flow, { named }: StepFacts, error: MakeError): Problem[] {
  return named.flatMap(({ kind, name, field }) => {
    const there = names[kind].get(name);
    const { noun, where } = KINDS[kind];
    if (name === "") return [];
    if (!there)
      return [
        error(
          "name_missing",
          field,
          `this account has no ${noun} ${name}. Add it in Admin > ${where}, or choose another.`,
        ),
      ];
    if (there.usable !== false) return [];
    const why = there.why ? `: ${there.why}` : "";
    return [error("name_unusable", field, `the ${noun} ${there.label ?? name} cannot be used${why}. Choose another.`)];
  });
}

const SOLE: Record<SoleKind, { noun: string; where: string }> = {
  salesforce: { noun: "Salesforce connection", where: "Salesforce" },
};

/** A warning only: publishing does not bind this resource, so it can be set up later. */
function needProblems({ names }: Flow, facts: StepFacts): Problem[] {
  const kind = facts.definition?.needs;
  if (!kind || names[kind].size > 0) return [];
  const { noun, where } = SOLE[kind];
  const message = `this account has no ${noun} yet, so the step can only fail. Set it up in Admin > ${where}.`;
  return [stepProblem(facts, { severity: "warning", code: "resource_missing", message, field: ["component"] })];
}

function valueProblems({ draft: { language } }: Flow, facts: StepFacts): Problem[] {
  return facts.fields.flatMap(({ meta, path, value }) => {
    const field = ["config", ...path];
    if (meta.is === "phone_number" && typeof value === "string" && value !== "") {
      const { problem } = readPhoneNumber(value);
      if (problem === null) return [];
      const { code, message } = invalidNumber("The number", value, problem);
      return [stepProblem(facts, { severity: "error", code, message, field })];
    }
    // What is no tag at all is reported by the schema.
    if (meta.is === "language" && typeof value === "string" && facts.config !== null)
      return languageProblems(facts, field, value);
    if (meta.is !== "message") return [];
    return [
      ...overlongTexts(value).map((inside) =>
        stepProblem(facts, {
          severity: "warning",
          code: "message_too_long",
          message: `a contact hears ${MAX_SPOKEN_CHARACTERS.toLocaleString("en-US")} characters at most; the rest is cut. Shorten the text.`,
          field: [...field, ...inside],
        }),
      ),
      ...addressFaults(value).map(({ path: inside, why }) =>
        stepProblem(facts, {
          severity: "error",
          code: "address_invalid",
          message: `${why.charAt(0).toLowerCase()}${why.slice(1)}`,
          field: [...field, ...inside],
        }),
      ),
      ...voiceFaults(value, language).map(({ path: inside, voice, language: spoken, instead }) =>
        stepProblem(facts, {
          severity: "warning",
          code: "voice_unfit",
          message: `the voice ${voice} does not speak ${spoken}, so callers hear ${instead} instead. Choose one that does, or none.`,
          field: [...field, ...inside],
        }),
      ),
    ];
  });
}

function languageProblems(facts: StepFacts, field: string[], language: string): Problem[] {
  // A step's own language is what callers are heard in; that of a text lies within its message.
  const fault = languageFault(language, field.length === 2);
  return fault ? [stepProblem(facts, { severity: "warning", ...fault, field })] : [];
}

function ownProblems(facts: StepFacts, known: CheckFacts): Problem[] {
  if (facts.config === null) return [];
  const findings = facts.definition?.check?.(facts.config, known) ?? [];
  return findings.map(({ field, ...finding }) => stepProblem(facts, { ...finding, field: ["config", ...field] }));
}

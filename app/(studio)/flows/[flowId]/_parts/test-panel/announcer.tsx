"use client";
import { choiceText } from "@/components/editor/test/choice-text";
import { masked } from "@/components/editor/test/secrets";
import { verbLines } from "@/components/editor/test/verb-lines";
import type { Registry } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { currentStep, exitTaken, type Simulation } from "@/engine/simulate";
import { OUTCOME } from "../../../../interactions/_parts/status-badge";

type AnnouncerProps = {
  registry: Registry;
  definition: FlowDefinition;
  simulation: Simulation;
  secrets: readonly string[];
};

/** Announces to screen readers what has just happened in the run. */
export function Announcer(props: AnnouncerProps) {
  return (
    <p role="status" className="sr-only">
      {masked(sentences(props).join(" "), props.secrets)}
    </p>
  );
}

function sentences({ registry, definition, simulation }: AnnouncerProps): string[] {
  const { takenChoices, visits, documents, state } = simulation;
  const last = takenChoices.at(-1);
  const left = last && visits.filter(({ visit, exit }) => visit >= last.visit && exit);
  const name = (step: string) => definition.steps[step]?.name ?? step;
  const step = currentStep(simulation);
  const said = documents.at(-1);
  const hears = said && said.visit === visits.at(-1)?.visit ? verbLines(said.verbs).map(({ text }) => text) : [];
  return [
    ...(last ? [`${choiceText(last.choice)}.`] : []),
    ...(left ?? []).map((visit) => `${name(visit.step)}: ${exitTaken(registry, definition, visit.step, visit.exit)}.`),
    ...(step === null
      ? [`The test ended: ${state.outcome ? OUTCOME[state.outcome] : state.status}.`]
      : [`Now in ${name(step)}.`, ...hears]),
  ];
}

"use client";
import { ArrowRight, CircleX, CornerDownRight, TriangleAlert } from "lucide-react";
import { choiceText } from "@/components/editor/test/choice-text";
import { stopwatch } from "@/components/editor/test/clock";
import { masked } from "@/components/editor/test/secrets";
import { ComponentIcon } from "@/components/flow/icon";
import { Badge } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import type { Registry } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import {
  exitTaken,
  type PlayedDocument,
  type Simulation,
  secondsBetween,
  type TakenChoice,
  type Visit,
} from "@/engine/simulate";
import { CallDocument } from "./call-document";

type TimelineProps = {
  registry: Registry;
  definition: FlowDefinition;
  simulation: Simulation;
  secrets: readonly string[];
};

/** The visits to steps in order, each with its time, what the caller heard, what happened, and the exit taken. */
export function Timeline({ registry, definition, simulation, secrets }: TimelineProps) {
  return (
    <section aria-label="Steps" className="border-line border-b">
      <h3 className="px-4 pt-3 pb-1 font-semibold">Steps</h3>
      <ol className="pb-2">
        {simulation.visits.map((visit) => (
          <VisitRow
            key={visit.visit}
            visit={visit}
            registry={registry}
            definition={definition}
            simulation={simulation}
            secrets={secrets}
          />
        ))}
      </ol>
    </section>
  );
}

function VisitRow({ visit, registry, definition, simulation, secrets }: TimelineProps & { visit: Visit }) {
  const component = registry.get(visit.component)?.definition;
  const name = definition.steps[visit.step]?.name ?? visit.step;
  const happened = inOrder(simulation, visit.visit);
  return (
    <li
      className="grid grid-cols-[2.5rem_1.5rem_minmax(0,1fr)] gap-x-2 px-4 py-1.5"
      aria-current={visit.exit === null ? "step" : undefined}
    >
      <Mono className="tabular pt-1 text-quiet">
        {stopwatch(secondsBetween(simulation.setup.started_at, visit.entered_at))}
      </Mono>
      <span className="flex flex-col items-center gap-1">
        {component ? <ComponentIcon icon={component.icon} group={component.group} /> : null}
        <span aria-hidden className="w-px flex-1 bg-line" />
      </span>
      <div className="min-w-0 space-y-1.5 pb-1">
        <p className="flex min-h-6 flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium">{name}</span>
          <Exit registry={registry} definition={definition} visit={visit} />
        </p>
        {happened.map((one) =>
          "verbs" in one ? (
            <CallDocument key={`h${one.turn}.${one.choicesBefore}`} heard={one} secrets={secrets} />
          ) : (
            <p key={`t${one.at}${one.choice.does}`} className="flex items-start gap-1.5 text-quiet">
              <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              <span className="min-w-0 break-words">{masked(choiceText(one.choice), secrets)}</span>
            </p>
          ),
        )}
        <Trouble visit={visit} secrets={secrets} />
      </div>
    </li>
  );
}

/** The documents and choices of a visit, in the order they came. */
function inOrder({ documents, takenChoices }: Simulation, visit: number): (PlayedDocument | TakenChoice)[] {
  const played = documents.filter((one) => one.visit === visit);
  const chosen = takenChoices.flatMap((one, index) => (one.visit === visit ? [{ one, index }] : []));
  const marked = [
    ...played.map((one) => ({ one, at: one.choicesBefore * 2 })),
    ...chosen.map(({ one, index }) => ({ one, at: index * 2 + 1 })),
  ];
  return marked.toSorted((a, b) => a.at - b.at).map(({ one }) => one);
}

function Exit({ registry, definition, visit }: { registry: Registry; definition: FlowDefinition; visit: Visit }) {
  if (visit.exit === null)
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-label text-live">
        <span aria-hidden className="size-1.5 animate-pulse-live rounded-round bg-live" /> Running
      </span>
    );
  if (visit.exit === "") return null;
  return (
    <Badge tone={visit.error ? "bad" : "off"} icon={visit.error ? CircleX : ArrowRight}>
      {exitTaken(registry, definition, visit.step, visit.exit)}
    </Badge>
  );
}

function Trouble({ visit: { error, warnings }, secrets }: { visit: Visit; secrets: readonly string[] }) {
  return (
    <>
      {error ? (
        <Notice tone="bad" icon={CircleX}>
          {masked(error.message, secrets)}
        </Notice>
      ) : null}
      {warnings.map(({ code, message }) => (
        <Notice key={`${code} ${message}`} tone="warn" icon={TriangleAlert}>
          {masked(message, secrets)}
        </Notice>
      ))}
    </>
  );
}

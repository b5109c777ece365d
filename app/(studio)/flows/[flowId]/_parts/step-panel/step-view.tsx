"use client";
import { TriangleAlert } from "lucide-react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { Notice } from "@/components/ui/notice";
import { Tabs } from "@/components/ui/tabs";
import { renameStep } from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import { Exits } from "./exits";
import { NameInput } from "./name-input";
import type { StepViewProps } from "./panel-props";
import { Preferences } from "./preferences";
import { problemsOfStep, withoutStepName } from "./problem-texts";
import type { StepTab } from "./use-field-focus";

/** The settings of one step: its component, its name, its preferences and its exits. */
export function StepView(props: StepViewProps & { tab: StepTab; onTab: (tab: StepTab) => void }) {
  const { draft, step, placed, problems, readOnly, onEdit, tab, onTab } = props;
  const definition = registry.get(placed.component)?.definition;
  const exits = exitsOf(registry, placed) ?? [];
  const tabs = [
    {
      id: "preferences",
      label: tabLabel("Preferences", countIn(props, "exits", false)),
      content: <Preferences {...props} />,
    },
    ...(exits.length > 0
      ? [
          {
            id: "exits",
            label: tabLabel("Exits", countIn(props, "exits", true)),
            content: <Exits {...props} exits={exits} />,
          },
        ]
      : []),
  ];
  const [only] = tabs;
  return (
    <>
      <header className="grid gap-2.5 px-4 pt-3.5 pb-3">
        <div className="flex items-center gap-2">
          {definition ? <ComponentIcon icon={definition.icon} group={definition.group} /> : null}
          <h2 className="min-w-0 flex-1 truncate font-semibold">{definition?.label ?? placed.component}</h2>
        </div>
        <div data-part="name">
          <NameInput
            label="Name"
            value={placed.name}
            readOnly={readOnly}
            onChange={(name) => {
              const command = renameStep(draft, step, name);
              if (command) onEdit(command);
            }}
          />
        </div>
        <p className="text-label text-quiet">
          {definition?.description ?? "This version of Patchcord does not know this component. Delete the step."}
        </p>
        {problemsOfStep(problems, step).map((problem) => (
          <Notice
            key={`${problem.code} ${problem.message}`}
            tone={problem.severity === "error" ? "bad" : "warn"}
            icon={TriangleAlert}
          >
            {withoutStepName(problem.message)}
          </Notice>
        ))}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {tabs.length > 1 ? (
          <Tabs label="Step" tabs={tabs} value={tab} onChange={(next) => onTab(next as StepTab)} />
        ) : (
          <div className="border-line border-t">{only?.content}</div>
        )}
      </div>
    </>
  );
}

function countIn({ problems, step }: StepViewProps, part: string, inside: boolean): number {
  const own = problems.filter((problem) => problem.step === step && problem.severity === "error");
  return own.filter(({ field }) => field.length > 0 && (field[0] === part) === inside).length;
}

function tabLabel(text: string, count: number) {
  if (count === 0) return text;
  return (
    <span className="inline-flex items-center gap-1.5">
      {text}
      <span className="rounded-round bg-bad-wash px-1.5 font-medium text-bad text-label tabular-nums">
        {count}
        <span className="sr-only">{count === 1 ? " error" : " errors"}</span>
      </span>
    </span>
  );
}

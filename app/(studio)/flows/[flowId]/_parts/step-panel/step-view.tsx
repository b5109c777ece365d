"use client";
import { TriangleAlert } from "lucide-react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import { HelpText } from "@/components/ui/help-text";
import { Notice } from "@/components/ui/notice";
import { Tabs } from "@/components/ui/tabs";
import { renameStep } from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import { Exits } from "./exits";
import { NameInput } from "./name-input";
import type { StepViewProps } from "./panel-props";
import { Preferences } from "./preferences";
import { problemsOfStep, withoutStepName } from "./problem-texts";
import { Trail } from "./trail";
import type { StepTab } from "./use-field-focus";

type View = { tab: StepTab; setTab: (tab: StepTab) => void; onField: (field: readonly string[]) => void };

/** The settings of one step: its component, its name, its preferences and its exits. */
export function StepView(props: StepViewProps & View) {
  const { draft, step, placed, problems, readOnly, onEdit, onReveal, tab, setTab, onField } = props;
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
        <Trail draft={draft} step={step} onReveal={onReveal} />
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
            onEnter={() => onField(["config"])}
          />
        </div>
        <p className="text-label text-quiet">
          <HelpText
            text={definition?.description ?? "This version of Patchcord does not know this component. Delete the step."}
          />
        </p>
        {problemsOfStep(problems, step).map((problem) => (
          <Notice
            key={`${problem.code} ${problem.message}`}
            tone={problem.missing ? "off" : problem.severity === "error" ? "bad" : "warn"}
            icon={TriangleAlert}
          >
            {withoutStepName(problem.message)}
          </Notice>
        ))}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {tabs.length > 1 ? (
          <Tabs label="Step" tabs={tabs} value={tab} onChange={(next) => setTab(next as StepTab)} />
        ) : (
          <div className="border-line border-t">{only?.content}</div>
        )}
      </div>
    </>
  );
}

type Count = { wrong: number; missing: number };

function countIn({ problems, step }: StepViewProps, part: string, inside: boolean): Count {
  const own = problems
    .filter((problem) => problem.step === step && problem.severity === "error")
    .filter(({ field }) => field.length > 0 && (field[0] === part) === inside);
  const missing = own.filter((problem) => problem.missing).length;
  return { wrong: own.length - missing, missing };
}

/** A tab's name with the number of errors in it, else of what is still missing. */
function tabLabel(text: string, { wrong, missing }: Count) {
  if (wrong + missing === 0) return text;
  const [count, look, what] =
    wrong > 0
      ? [wrong, "bg-bad-wash text-bad", wrong === 1 ? "error" : "errors"]
      : [missing, "bg-well text-quiet", "still missing"];
  return (
    <span className="inline-flex items-center gap-1.5">
      {text}
      <span className={classNames("rounded-round px-1.5 font-medium text-label tabular-nums", look)}>
        {count}
        <span className="sr-only"> {what}</span>
      </span>
    </span>
  );
}

"use client";
import { Unplug } from "lucide-react";
import { useState } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { type Choice, ChoiceList } from "@/components/ui/choice-list";
import { Segmented } from "@/components/ui/segmented";
import type { TypedAhead } from "@/components/ui/typed-ahead";
import { useStoredSwitch } from "@/components/ui/use-stored-switch";
import type { Definition } from "@/engine/contract";
import { connect, sendExits } from "@/engine/edit/commands";
import { type ExitOf, exitsOf } from "@/engine/edit/exits";
import { misplacedAt } from "@/engine/verify/placement";
import { placeable } from "../palette/palette";
import { stepChoices } from "./pickers";

type NextStepProps = {
  exits: readonly ExitOf[];
  position?: [number, number] | undefined;
  typed: TypedAhead;
  close: () => void;
};

/**
 * The search for what follows an exit, or several: the flow's end, a new step of a component that may stand there, or a step that
 * is there. After a new step the person goes on with it or stays where they were, as they chose the last time.
 */
export function NextStep({ exits, position, typed, close }: NextStepProps) {
  const editor = useEditor();
  const { draft, names, run, reveal } = editor;
  const [stays, setStays] = useStoredSwitch("patchcord.stays-after-adding");
  const [misplaced] = useState(() => misplacedAt(registry, draft, exits));
  const [first] = exits;
  const target = exits.length === 1 && first ? (draft.steps[first.step]?.exits[first.exit] ?? null) : null;

  function sendTo(step: string) {
    run(sendExits(registry, draft, exits, { step }));
  }
  function add(component: string) {
    const place = position ? { position } : {};
    const command = sendExits(registry, draft, exits, { component, names, ...place });
    if (!command || !run(command)) return;
    // After the list has returned the focus, which then may stay in the outline.
    setTimeout(() => {
      if (!stays || !first) return reveal(command.id, ["name"], { beside: first?.step });
      const field = document.activeElement?.closest("[role=tree]") ? undefined : ["exits", first.exit];
      reveal(first.step, field, { beside: command.id });
    });
  }
  function disconnect() {
    if (first) run(connect(draft, first.step, first.exit, null));
  }

  const newStep = (definition: Definition): Choice => ({
    id: definition.id,
    label: definition.label,
    icon: <ComponentIcon {...definition} />,
    unusable: misplaced.get(definition.id),
    choose: () => add(definition.id),
  });
  const ends = placeable().filter(({ group }) => group === "end");
  const others = placeable().filter(({ group }) => group !== "end");
  const existing = Object.entries(draft.steps);
  /** The flow's own end, which most exits can share; a new one if there is none. */
  const endChoices = ends.map((definition): Choice => {
    const there = existing.find(([, { component }]) => component === definition.id)?.[0];
    if (there === undefined) return newStep(definition);
    return { ...newStep(definition), id: `the ${definition.id}`, choose: () => sendTo(there) };
  });
  const isEnd = ({ id }: Choice) => ends.some((one) => one.id === draft.steps[id]?.component);
  const steps = stepChoices(editor, sendTo, first?.step);
  const nowhere: Choice = { id: "", label: "Not connected", icon: <Unplug aria-hidden />, choose: disconnect };
  return (
    <ChoiceList
      title={titleOf(draft.steps, exits)}
      placeholder="Search new steps and steps of this flow"
      groups={[
        { title: "End", choices: endChoices },
        { title: "New step", choices: others.filter(({ id }) => !misplaced.has(id)).map(newStep) },
        { title: "Steps of this flow", choices: steps.filter((one) => !isEnd(one) || steps.filter(isEnd).length > 1) },
        { title: "Cannot stand here", choices: others.filter(({ id }) => misplaced.has(id)).map(newStep) },
        { title: "No step", choices: target === null ? [] : [nowhere] },
      ]}
      typed={typed}
      footer={<AfterAdding stays={stays} onChange={setStays} />}
      close={close}
    />
  );
}

function AfterAdding({ stays, onChange }: { stays: boolean; onChange: (stays: boolean) => void }) {
  return (
    <div className="flex items-center gap-2 border-line border-t px-3 py-2">
      <span id="after-adding" className="text-label text-quiet">
        After a new step
      </span>
      <Segmented
        aria-labelledby="after-adding"
        value={stays ? "stay" : "go"}
        choices={[
          { value: "go", label: "Go on with it" },
          { value: "stay", label: "Stay here" },
        ]}
        onChange={(next) => onChange(next === "stay")}
        className="ml-auto"
      />
    </div>
  );
}

type Steps = ReturnType<typeof useEditor>["draft"]["steps"];

function titleOf(steps: Steps, exits: readonly ExitOf[]): string {
  const [first] = exits;
  if (exits.length !== 1 || !first) return `Send ${exits.length} open exits to`;
  const placed = steps[first.step];
  const label = (placed && exitsOf(registry, placed)?.find(({ id }) => id === first.exit)?.label) ?? first.exit;
  return `Send ${label} of ${placed?.name ?? first.step} to`;
}

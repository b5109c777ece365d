"use client";
import { useState } from "react";
import { registry } from "@/components/flow/registry";
import { Select } from "@/components/ui/select";
import type { Definition, ExitSpec } from "@/engine/contract";
import type { PlacedStep } from "@/engine/definition/schema";
import { setOnError } from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import type { StepViewProps } from "./panel-props";
import { Part } from "./part";
import { problemTexts } from "./problem-texts";
import { Section } from "./section";
import { SendTo } from "./send-to";

type OnError = NonNullable<PlacedStep["on_error"]>;
const EXIT = "exit ";

/** Sets where a technical fault of the step leads. */
export function ErrorHandling(props: StepViewProps & { definition: Definition }) {
  const { draft, step, placed, problems, readOnly, onEdit, onReveal, definition } = props;
  const chosen = placed.on_error ?? { do: "default" };
  /** The user has chosen to go to a step, but not yet which one. */
  const [undecided, setUndecided] = useState(false);
  const exits = exitsOf(registry, placed) ?? [];
  const { errors, warnings } = problemTexts(problems, step, "on_error");
  const goesTo = chosen.do === "go_to" ? chosen.step : null;
  const asksStep = undecided || goesTo !== null;
  const choices = [
    { value: "default", label: `Default: ${defaultWords(definition, exits)}` },
    { value: "end_flow", label: "End the flow" },
    ...exits.map(({ id, label }) => ({ value: EXIT + id, label: `Follow ${label}` })),
    { value: "go_to", label: "Go to a step" },
  ];

  function set(onError: OnError | undefined) {
    setUndecided(false);
    const command = setOnError(draft, step, onError);
    if (command) onEdit(command);
  }
  function pick(value: string | null) {
    if (value === "go_to") return setUndecided(true);
    if (value === "end_flow") return set({ do: "end_flow" });
    if (value?.startsWith(EXIT)) return set({ do: "exit", exit: value.slice(EXIT.length) });
    set(undefined);
  }

  return (
    <Section
      title="Error handling"
      text="For technical faults only: the carrier fails, or a text cannot be filled in. Every normal outcome has its own exit."
    >
      <Part
        part="on_error"
        label="On a fault"
        error={asksStep ? undefined : first(errors)}
        warning={asksStep ? undefined : first(warnings)}
      >
        {(control) => (
          <Select
            label={control}
            value={asksStep ? "go_to" : chosen.do === "exit" ? EXIT + chosen.exit : chosen.do}
            choices={choices}
            onChange={pick}
            disabled={readOnly}
            placeholder="An exit that is gone"
          />
        )}
      </Part>
      {asksStep ? (
        <Part part="on_error.step" label="Step" error={first(errors)} warning={first(warnings)}>
          {(control) => (
            <SendTo
              control={control}
              draft={draft}
              target={goesTo}
              open={undecided ? "Choose a step" : "No step"}
              disabled={readOnly}
              onChange={(target) => set(target === null ? undefined : { do: "go_to", step: target })}
              onReveal={onReveal}
            />
          )}
        </Part>
      ) : null}
    </Section>
  );
}

const first = (texts: ReadonlyMap<string, string>) => [...texts.values()][0];

function defaultWords({ default_on_error: fault }: Definition, exits: ExitSpec[]): string {
  if (fault.do === "end_flow") return "end the flow";
  return `follow ${exits.find(({ id }) => id === fault.exit)?.label ?? fault.exit}`;
}

"use client";
import { useRef } from "react";
import { FlowContext } from "../fields/flow-context";
import { FlowPanel } from "./flow-panel";
import type { StepPanelProps } from "./panel-props";
import { StepView } from "./step-view";
import { useFieldFocus } from "./use-field-focus";

/** The settings of what is selected: one step, or else the flow. */
export function StepPanel(props: StepPanelProps) {
  const { draft, names, step, focusField } = props;
  const root = useRef<HTMLDivElement>(null);
  const placed = step === null ? undefined : draft.steps[step];
  const view = useFieldFocus(root, focusField);
  return (
    <FlowContext value={{ draft, names }}>
      <div ref={root} className="flex h-full min-h-0 flex-col">
        {step !== null && placed ? (
          <StepView key={step} {...props} step={step} placed={placed} {...view} />
        ) : (
          <FlowPanel {...props} />
        )}
      </div>
    </FlowContext>
  );
}

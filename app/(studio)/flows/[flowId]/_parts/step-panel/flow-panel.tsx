"use client";
import { Workflow } from "lucide-react";
import { useState } from "react";
import { issuesOf } from "@/components/form/issues";
import { SchemaForm } from "@/components/form/schema-form";
import { document } from "@/engine/definition/schema";
import { type FlowField, setFlowField } from "@/engine/edit/commands";
import { FLOW_FIELDS } from "../fields/renderers";
import { FLOW_FORM } from "./flow-form";
import type { StepPanelProps } from "./panel-props";
import { Part } from "./part";
import { Section } from "./section";
import { SendTo } from "./send-to";
import { Variables } from "./variables";

/** The settings of the flow, shown while no single step is selected. */
export function FlowPanel(props: StepPanelProps) {
  const { draft, problems, readOnly, onEdit, onReveal } = props;
  /** Typed values that the document does not allow (an empty name, a word for a number); kept until they are corrected. */
  const [invalid, setInvalid] = useState<Readonly<Record<string, unknown>>>({});
  const { name, description, language, max_queue_seconds } = draft;
  const value = { name, description, language, max_queue_seconds, ...invalid };
  const errors = issuesOf(FLOW_FORM, value);
  const flowProblems = problems.filter((problem) => problem.step === null);

  function change(key: string, next: unknown) {
    const field = key as FlowField;
    const read = document.shape[field].safeParse(next);
    const fits = read.success && read.data === next;
    setInvalid(({ [key]: _, ...others }) => (fits ? others : { ...others, [key]: next }));
    if (fits) emit(field, next as never);
  }
  function emit<Field extends FlowField>(field: Field, next: (typeof draft)[Field]) {
    const command = setFlowField(draft, field, next);
    if (command) onEdit(command);
  }

  return (
    <>
      <header className="flex items-center gap-2 border-line border-b px-4 py-3">
        <Workflow aria-hidden className="size-4 text-quiet" />
        <h2 className="font-semibold">Flow</h2>
      </header>
      <div className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
        <div className="p-4">
          <SchemaForm
            schema={FLOW_FORM}
            value={value}
            onChange={change}
            errors={errors}
            fields={FLOW_FIELDS}
            readOnly={readOnly}
          />
        </div>
        <Variables {...props} />
        <Section title="When the contact hangs up" text="Steps without a call can still run, to record what happened.">
          <Part
            part="on_hang_up"
            label="Go on with"
            error={flowProblems.find(({ field }) => field[0] === "on_hang_up")?.message}
          >
            {(control) => (
              <SendTo
                control={control}
                draft={draft}
                target={draft.on_hang_up}
                open="End the flow"
                disabled={readOnly}
                onChange={(target) => emit("on_hang_up", target)}
                onReveal={onReveal}
              />
            )}
          </Part>
        </Section>
      </div>
    </>
  );
}

"use client";
import { CircleAlert } from "lucide-react";
import type { ExitSpec } from "@/engine/contract";
import { connect } from "@/engine/edit/commands";
import { NewStepHere } from "./new-step-here";
import type { StepViewProps } from "./panel-props";
import { Part } from "./part";
import { problemTexts } from "./problem-texts";
import { SendTo } from "./send-to";

/** Sets where each exit leads: to an existing step or to a new one. */
export function Exits(props: StepViewProps & { exits: ExitSpec[] }) {
  const { draft, step, placed, problems, readOnly, onEdit, onCreateStep, onReveal, exits } = props;
  const { errors, warnings } = problemTexts(problems, step, "exits");
  return (
    <div className="grid gap-4 p-4">
      {exits.map((exit) => {
        const target = placed.exits[exit.id] ?? null;
        const missing = exit.kind === "mandatory" && target === null;
        return (
          <Part
            key={exit.id}
            part={`exits.${exit.id}`}
            label={<ExitLabel exit={exit} open={missing} />}
            error={errors.get(exit.id)}
            warning={warnings.get(exit.id)}
            hint={exit.kind === "optional" && target === null ? "Not sent anywhere, it ends the flow." : undefined}
          >
            {(control) => (
              <SendTo
                control={control}
                draft={draft}
                target={target}
                open={missing ? "Send to…" : "Nowhere"}
                disabled={readOnly}
                onChange={(next) => {
                  const command = connect(draft, step, exit.id, next);
                  if (command) onEdit(command);
                }}
                onReveal={onReveal}
                footer={(query, close) => (
                  <NewStepHere
                    query={query}
                    onChoose={(component) => {
                      close();
                      onCreateStep(exit.id, component);
                    }}
                  />
                )}
              />
            )}
          </Part>
        );
      })}
    </div>
  );
}

function ExitLabel({ exit, open }: { exit: ExitSpec; open: boolean }) {
  return (
    <>
      <span className="truncate">{exit.label}</span>
      <span className="font-normal text-quiet">
        {exit.note ? `· ${exit.note} ` : ""}
        {exit.kind === "mandatory" ? "· mandatory" : "· optional"}
      </span>
      {open ? (
        <span className="ml-auto inline-flex items-center gap-1 text-bad">
          <CircleAlert aria-hidden className="size-3" /> Open
        </span>
      ) : null}
    </>
  );
}

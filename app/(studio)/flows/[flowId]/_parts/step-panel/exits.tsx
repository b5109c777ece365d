"use client";
import { CircleDashed, Waypoints } from "lucide-react";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import type { ExitSpec } from "@/engine/contract";
import { openExits } from "@/engine/edit/exits";
import { ExitTarget } from "./exit-target";
import type { StepViewProps } from "./panel-props";
import { Part } from "./part";
import { problemTexts } from "./problem-texts";

/** Sets where each exit leads: to an existing step or to a new one. */
export function Exits(props: StepViewProps & { exits: ExitSpec[] }) {
  const { draft, step, placed, problems, readOnly, onSend, onReveal, exits } = props;
  const { errors, warnings } = problemTexts(problems, step, "exits");
  const open = openExits(registry, draft, step);
  return (
    <div className="grid gap-4 p-4">
      {open.length > 1 && !readOnly ? (
        <Button className="justify-self-start" onClick={() => onSend(open)}>
          <Waypoints aria-hidden /> Send all {open.length} open exits to…
        </Button>
      ) : null}
      {exits.map((exit) => {
        const target = placed.exits[exit.id] ?? null;
        const missing = exit.kind === "mandatory" && target === null;
        return (
          <Part
            key={exit.id}
            part={`exits.${exit.id}`}
            label={<ExitLabel exit={exit} open={missing} />}
            error={missing ? undefined : errors.get(exit.id)}
            warning={warnings.get(exit.id)}
            hint={exit.kind === "optional" && target === null ? "Not sent anywhere, it ends the flow." : undefined}
          >
            {(control) => (
              <ExitTarget
                control={control}
                draft={draft}
                target={target}
                open={missing ? "Send to…" : "Nowhere"}
                disabled={readOnly}
                onAsk={() => onSend([{ step, exit: exit.id }])}
                onReveal={onReveal}
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
        <span className="ml-auto inline-flex items-center gap-1 text-quiet">
          <CircleDashed aria-hidden className="size-3" /> Open
        </span>
      ) : null}
    </>
  );
}

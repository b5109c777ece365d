"use client";
import dynamic from "next/dynamic";
import { classNames } from "@/components/ui/class-names";
import { useEditor } from "./editor-context";
import { SidePanelSkeleton } from "./side-panel-skeleton";

/** The forms come right after the page: with them it would be a third heavier. */
const StepPanel = dynamic(() => import("./step-panel/step-panel").then((part) => part.StepPanel), {
  ssr: false,
  loading: SidePanelSkeleton,
});

/** The selected step's settings, or the flow's own. `yields`: only where there is room for it and the test. */
export function SidePanel({ yields }: { yields: boolean }) {
  const { draft, step, names, problems, readOnly, run, addStep, reveal, focusRequest } = useEditor();
  return (
    <aside
      aria-label={step === null ? "Flow settings" : "Step settings"}
      className={classNames("min-h-0 border-line border-l bg-panel", yields && "hidden 2xl:block")}
    >
      <StepPanel
        draft={draft}
        step={step}
        names={names}
        problems={problems}
        readOnly={readOnly}
        onEdit={(edit) => void run(edit, "")}
        onCreateStep={(exit, component) => {
          const made = step === null ? null : addStep({ component, from: { step, exit } });
          // What had the focus is gone with the step it belonged to.
          if (made !== null) reveal(made, ["name"]);
        }}
        onReveal={(target) => reveal(target)}
        focusField={focusRequest?.field}
      />
    </aside>
  );
}

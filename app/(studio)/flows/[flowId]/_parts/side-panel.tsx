"use client";
import dynamic from "next/dynamic";
import { memo, useCallback, useDeferredValue } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { classNames } from "@/components/ui/class-names";
import type { ExitOf } from "@/engine/edit/exits";
import { SidePanelSkeleton } from "./side-panel-skeleton";
import type { PanelEdit } from "./step-panel/panel-props";

/** The forms load after the page: they would make it a third larger. */
const StepPanel = memo(
  dynamic(() => import("./step-panel/step-panel").then((part) => part.StepPanel), {
    ssr: false,
    loading: SidePanelSkeleton,
  }),
);

/**
 * The settings of the selected step, or of the flow. With `yields` it is shown only if the screen is wide enough for both it
 * and the test.
 *
 * The form of a newly selected step is rendered deferred, in slices, so that a click or the end of a drag does not wait for
 * it; until then the earlier form stays. The form that is shown follows every edit at once.
 */
export function SidePanel({ yields }: { yields: boolean }) {
  const editor = useEditor();
  const { names, readOnly, run, show, reveal } = editor;
  const step = useDeferredValue(editor.step);
  const focusField = useDeferredValue(editor.focusRequest?.field);
  const before = { draft: useDeferredValue(editor.draft), problems: useDeferredValue(editor.problems) };
  const { draft, problems } = step === editor.step ? editor : before;
  const onEdit = useCallback((edit: PanelEdit) => void run(edit, ""), [run]);
  const onReveal = useCallback((target: string, field?: string[]) => reveal(target, field), [reveal]);
  const onSend = useCallback((exits: readonly ExitOf[]) => show({ is: "send", exits }), [show]);
  return (
    <aside
      aria-label={step === null ? "Flow settings" : "Step settings"}
      className={classNames(
        "min-h-0 w-90 shrink-0 border-line border-l bg-panel max-md:w-full max-md:border-l-0",
        yields && "hidden 2xl:block",
      )}
    >
      <StepPanel
        draft={draft}
        step={step}
        names={names}
        problems={problems}
        readOnly={readOnly}
        onEdit={onEdit}
        onSend={onSend}
        onReveal={onReveal}
        focusField={focusField}
      />
    </aside>
  );
}

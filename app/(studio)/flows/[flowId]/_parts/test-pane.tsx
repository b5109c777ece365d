"use client";
import { useCallback } from "react";
import { type Trace, useEditor } from "@/components/editor/session/editor-context";
import { TestPanel } from "./test-panel/test-panel";

/** The test beside the canvas; the canvas marks the steps it has visited. */
export function TestPane({ onClose }: { onClose: () => void }) {
  const { draft, names, problems, checking, flow, readOnly, setTrace } = useEditor();
  const onTrace = useCallback((part: Partial<Trace>) => setTrace((trace) => ({ ...trace, ...part })), [setTrace]);
  return (
    <aside
      aria-label="Test"
      className="min-h-0 w-100 shrink-0 border-line border-l bg-panel max-md:w-full max-md:border-l-0"
    >
      <TestPanel
        draft={draft}
        names={names}
        verified={!checking}
        problems={problems}
        flowId={flow.id}
        readOnly={readOnly}
        onTrace={onTrace}
        onClose={onClose}
      />
    </aside>
  );
}

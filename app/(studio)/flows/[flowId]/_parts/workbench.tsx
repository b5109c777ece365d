"use client";
import { Eye } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import type { OpenDraft } from "@/components/editor/draft/use-draft-store";
import { type Editor, EditorContext, type Rights } from "@/components/editor/session/editor-context";
import { insertionPointAfter, useEditorState } from "@/components/editor/session/use-editor-state";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { useStoredSwitch } from "@/components/ui/use-stored-switch";
import type { AccountNames } from "@/engine/verify/problem";
import { useShortcuts } from "./actions/use-shortcuts";
import { CanvasPane } from "./canvas-pane";
import { Outline, Overlays, TestPane, VersionsView } from "./lazy-parts";
import { Palette } from "./palette/palette";
import { ProblemPanel } from "./problems/problem-panel";
import { SidePanel } from "./side-panel";
import { TopBar } from "./top-bar";

type Props = { flow: Editor["flow"]; may: Rights; draft: OpenDraft; names: AccountNames };

const VIEWS = ["versions"] as const;

/** Columns: palette, canvas, test and settings; on narrow screens the test replaces the settings. */
const COLUMNS = {
  edit: {
    alone: "grid-cols-[12.5rem_minmax(0,1fr)_22.5rem]",
    testing: "grid-cols-[12.5rem_minmax(0,1fr)_25rem] 2xl:grid-cols-[12.5rem_minmax(0,1fr)_25rem_22.5rem]",
  },
  view: {
    alone: "grid-cols-[minmax(0,1fr)_22.5rem]",
    testing: "grid-cols-[minmax(0,1fr)_25rem] 2xl:grid-cols-[minmax(0,1fr)_25rem_22.5rem]",
  },
} as const;

/** The layout of the editor's parts. */
export function Workbench({ flow, may, draft, names }: Props) {
  const canvas = useRef<CanvasHandle>(null);
  const editor = useEditorState(
    flow,
    may,
    draft,
    names,
    useCallback((step) => canvas.current?.reveal(step), []),
  );
  const [view, setView] = useQueryState("view", parseAsStringLiteral(VIEWS));
  const [outline, setOutline] = useStoredSwitch("patchcord.outline");
  const outlineAsked = useRef(false);
  const [problems, setProblems] = useStoredSwitch("patchcord.problems");
  const [testing, setTesting] = useState(false);
  const editable = !editor.readOnly && view === null;

  const addFromPalette = useCallback(
    (component: string) => {
      const { step, draft: now } = latest.current;
      editor.addStep({ component, ...(step === null ? {} : (insertionPointAfter(now, step) ?? {})) });
    },
    [editor.addStep],
  );
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  const switches = {
    outline: {
      on: outline,
      set: (on: boolean) => {
        outlineAsked.current = on;
        setOutline(on);
      },
    },
    testing: { on: testing, set: setTesting },
    versions: { on: view === "versions", set: (on: boolean) => void setView(on ? "versions" : null) },
  };
  useShortcuts(editor, canvas, switches);
  useLeaveGuard(editor.view.storageFailed);

  return (
    <EditorContext value={editor}>
      <div className="flex h-dvh min-w-0 flex-col">
        <TopBar switches={switches} canvas={canvas} />
        {editor.readOnly ? <ReadOnlyNotice archived={flow.archived} /> : null}
        {view === "versions" ? (
          <VersionsView onClose={() => setView(null)} />
        ) : (
          <div
            className={classNames(
              "grid min-h-0 flex-1",
              COLUMNS[editable ? "edit" : "view"][testing ? "testing" : "alone"],
            )}
          >
            {editable ? <Palette onAdd={addFromPalette} /> : null}
            <div className="flex min-h-0 min-w-0 flex-col">
              <div className="flex min-h-0 flex-1">
                {outline ? <Outline takesFocus={outlineAsked.current} /> : null}
                <CanvasPane ref={canvas} />
              </div>
              <ProblemPanel open={problems} onToggle={() => setProblems(!problems)} />
            </div>
            {testing ? <TestPane onClose={() => setTesting(false)} /> : null}
            <SidePanel yields={testing} />
          </div>
        )}
        <p aria-live="polite" className="sr-only">
          {editor.announcement}
        </p>
        <Overlays />
      </div>
    </EditorContext>
  );
}

function ReadOnlyNotice({ archived }: { archived: boolean }) {
  return (
    <div className="px-3 py-2">
      <Notice tone="off" icon={Eye}>
        {archived
          ? "This flow is archived. Take it out of the archive to change it."
          : "You can look at this flow. To change it you need the role Builder."}
      </Notice>
    </div>
  );
}

/** Asks before the page is left if that would lose edits, which is only so if the browser's storage failed. */
function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const confirm = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", confirm);
    return () => window.removeEventListener("beforeunload", confirm);
  }, [active]);
}

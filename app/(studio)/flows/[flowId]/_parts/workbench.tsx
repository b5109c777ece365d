"use client";
import { Eye } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import type { OpenDraft } from "@/components/editor/draft/use-draft-store";
import { type Editor, EditorContext, type Rights } from "@/components/editor/session/editor-context";
import { insertionPointAfter, useEditorState } from "@/components/editor/session/use-editor-state";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { useNarrow } from "@/components/ui/use-narrow";
import { useStoredSwitch } from "@/components/ui/use-stored-switch";
import type { AccountNames } from "@/engine/verify/problem";
import { useShortcuts } from "./actions/use-shortcuts";
import { CanvasPane } from "./canvas-pane";
import { BacktestView, CallsView, Outline, Overlays, TestPane, VersionsView } from "./lazy-parts";
import { NarrowBench } from "./narrow-bench";
import { Palette } from "./palette/palette";
import { ProblemPanel } from "./problems/problem-panel";
import { SidePanel } from "./side-panel";
import { TopBar } from "./top-bar";
import { useFolded } from "./use-folded";

type Props = { flow: Editor["flow"]; may: Rights; draft: OpenDraft; names: AccountNames };

const VIEWS = ["versions", "past-calls", "calls"] as const;

/** The layout of the editor's parts. */
export function Workbench({ flow, may, draft, names }: Props) {
  const { canvas, setCanvas, revealOnCanvas } = useCanvas();
  const editor = useEditorState(flow, may, draft, names, revealOnCanvas);
  const [view, setView] = useQueryState("view", parseAsStringLiteral(VIEWS));
  const [outline, setOutline] = useStoredSwitch("patchcord.outline");
  const outlineAsked = useRef(false);
  const [problems, setProblems] = useStoredSwitch("patchcord.problems");
  const [testing, setTesting] = useState(false);
  const narrow = useNarrow();
  const [paletteFolded, foldPalette] = useFolded("patchcord.palette", true);
  const [settingsFolded, foldSettings] = useFolded("patchcord.settings", false);
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
    palette: { on: !paletteFolded, set: (on: boolean) => foldPalette(!on) },
    settings: { on: !settingsFolded, set: (on: boolean) => foldSettings(!on) },
    versions: { on: view === "versions", set: (on: boolean) => void setView(on ? "versions" : null) },
    calls: { on: view === "calls", set: (on: boolean) => void setView(on ? "calls" : null) },
    pastCalls: { on: view === "past-calls", set: (on: boolean) => void setView(on ? "past-calls" : null) },
  };
  const unfoldPalette = useCallback(() => foldPalette(false), [foldPalette]);
  // A field that is asked for lies in the settings.
  useEffect(() => {
    if (editor.focusRequest) foldSettings(false);
  }, [editor.focusRequest, foldSettings]);
  useShortcuts(editor, canvas, switches);
  useOpensAtTrigger(editor);
  useStepOfAddress(editor);
  useLeaveGuard(editor.view.storageFailed);

  return (
    <EditorContext value={editor}>
      <div className="flex h-dvh min-w-0 flex-col max-md:h-full">
        <TopBar switches={switches} canvas={canvas} />
        {editor.readOnly ? <ReadOnlyNotice archived={flow.archived} /> : null}
        {view === "versions" ? (
          <VersionsView onClose={() => setView(null)} />
        ) : view === "past-calls" ? (
          <BacktestView onClose={() => setView(null)} />
        ) : view === "calls" ? (
          <CallsView onClose={() => setView(null)} />
        ) : narrow ? (
          <NarrowBench
            testing={testing}
            onTestClosed={() => setTesting(false)}
            problems={{ open: problems, onToggle: () => setProblems(!problems) }}
          />
        ) : (
          <div className="flex min-h-0 flex-1">
            {editable ? <Palette folded={paletteFolded} onUnfold={unfoldPalette} onAdd={addFromPalette} /> : null}
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              <div className="flex min-h-0 flex-1">
                {outline ? <Outline takesFocus={outlineAsked.current} /> : null}
                <CanvasPane ref={setCanvas} />
              </div>
              <ProblemPanel open={problems} onToggle={() => setProblems(!problems)} />
            </div>
            {testing ? <TestPane onClose={() => setTesting(false)} /> : null}
            {settingsFolded ? null : <SidePanel yields={testing} />}
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

/** The canvas, which loads after the editor: what it is asked to show before that, it shows once it is there. */
function useCanvas() {
  const canvas = useRef<CanvasHandle>(null);
  const awaited = useRef<Parameters<CanvasHandle["reveal"]> | null>(null);
  const setCanvas = useCallback((handle: CanvasHandle | null) => {
    canvas.current = handle;
    if (!handle || !awaited.current) return;
    handle.reveal(...awaited.current);
    awaited.current = null;
  }, []);
  const revealOnCanvas = useCallback((...steps: Parameters<CanvasHandle["reveal"]>) => {
    if (canvas.current) canvas.current.reveal(...steps);
    else awaited.current = steps;
  }, []);
  return { canvas, setCanvas, revealOnCanvas };
}

/** Shows the step that the address names, as an interaction's list of steps does, and takes it out of the address. */
function useStepOfAddress({ draft, reveal }: Editor): void {
  const [step, setStep] = useQueryState("step", parseAsString);
  useEffect(() => {
    if (step === null) return;
    void setStep(null);
    if (Object.hasOwn(draft.steps, step)) reveal(step);
    else toast("That step is not in the draft any more. Versions shows the flow as it was published.");
  }, [step, setStep, draft, reveal]);
}

/** A flow of a trigger alone, as an empty one begins, opens with its first setting ready to be typed. */
function useOpensAtTrigger({ draft, view, readOnly, reveal }: Editor): void {
  const [isNew] = useState(!readOnly && view.publishedVersion === null && Object.keys(draft.steps).length === 1);
  const { start } = draft;
  const reached = useRef(false);
  useEffect(() => {
    if (!isNew || reached.current) return;
    reached.current = true;
    reveal(start, ["config"]);
  }, [isNew, start, reveal]);
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

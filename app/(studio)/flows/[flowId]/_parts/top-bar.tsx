"use client";
import { ArrowLeft, FlaskConical, ListTree, PanelLeft, PanelRight, Redo2, Save, Undo2, Upload } from "lucide-react";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { FlowStatus } from "../../_parts/flow-status";
import type { Switches } from "./actions/use-shortcuts";
import { MoreMenu, PeopleHere } from "./lazy-parts";
import { SavedState } from "./saved-state";

type Props = { switches: Switches; canvas: RefObject<CanvasHandle | null> };

export function TopBar({ switches, canvas }: Props) {
  const { view, draft, flow, may, readOnly, undo, redo, show, reveal } = useEditor();
  const { outline, testing, palette, settings } = switches;
  const nothingNew = view.publishedVersion !== null && !view.draftEdits;
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 border-line border-b bg-panel px-3 max-md:py-1.5">
      <IconButton label="Back to flows" asChild>
        <Link href="/flows">
          <ArrowLeft aria-hidden />
        </Link>
      </IconButton>
      <h1 className="min-w-0 truncate max-md:max-w-44 font-semibold text-reading tracking-tight" title={draft.name}>
        <button type="button" className="max-w-full truncate rounded-tag px-1" onClick={() => reveal(null, ["name"])}>
          {draft.name}
        </button>
      </h1>
      <FlowStatus
        publishedVersion={view.publishedVersion?.number ?? null}
        draftEdits={view.draftEdits}
        archivedAt={flow.archived ? new Date() : null}
      />
      {readOnly ? null : <SavedState />}
      <PeopleHere />
      <div className="ml-auto flex items-center gap-1">
        {readOnly ? null : (
          <>
            <IconButton label="Undo (Ctrl+Z)" onClick={undo} aria-disabled={view.history.undo.length === 0}>
              <Undo2 aria-hidden />
            </IconButton>
            <IconButton label="Redo (Ctrl+Y)" onClick={redo} aria-disabled={view.history.redo.length === 0}>
              <Redo2 aria-hidden />
            </IconButton>
          </>
        )}
        {readOnly ? null : (
          <PanelButton name="Components (P)" panel={palette}>
            <PanelLeft aria-hidden />
          </PanelButton>
        )}
        <PanelButton name="Settings (S)" panel={settings}>
          <PanelRight aria-hidden />
        </PanelButton>
        <PanelButton name="Outline (O)" panel={outline}>
          <ListTree aria-hidden />
        </PanelButton>
        <span aria-hidden className="mx-1 h-5 border-line border-l max-md:hidden" />
        <Button aria-pressed={testing.on} onClick={() => testing.set(!testing.on)}>
          <FlaskConical aria-hidden /> Test
        </Button>
        {readOnly ? null : (
          <Button onClick={() => show({ is: "save" })}>
            <Save aria-hidden /> <span className="max-md:sr-only">Save a version</span>
          </Button>
        )}
        {readOnly ? null : (
          <Button
            look={may.publish ? "primary" : "plain"}
            disabled={may.publish && nothingNew}
            title={nothingNew ? "The flow is published as it is." : undefined}
            onClick={() => show({ is: "publish" })}
          >
            <Upload aria-hidden /> Publish
          </Button>
        )}
        <MoreMenu switches={switches} canvas={canvas} />
      </div>
    </header>
  );
}

function PanelButton({ name, panel, children }: { name: string; panel: Switches["outline"]; children: ReactNode }) {
  return (
    <IconButton
      label={name}
      aria-pressed={panel.on}
      look={panel.on ? "plain" : "ghost"}
      onClick={() => panel.set(!panel.on)}
      className="max-md:hidden"
    >
      {children}
    </IconButton>
  );
}

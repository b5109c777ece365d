"use client";
import { ArrowLeft, FlaskConical, ListTree, Redo2, Save, Undo2, Upload } from "lucide-react";
import Link from "next/link";
import type { RefObject } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { FlowStatus } from "../../_parts/flow-status";
import type { Switches } from "./actions/use-shortcuts";
import { MoreMenu } from "./lazy-parts";
import { SavedState } from "./saved-state";

type Props = { switches: Switches; canvas: RefObject<CanvasHandle | null> };

export function TopBar({ switches, canvas }: Props) {
  const { view, draft, flow, may, readOnly, undo, redo, show, reveal } = useEditor();
  const { outline, testing } = switches;
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-panel px-3">
      <IconButton label="Back to flows" asChild>
        <Link href="/flows">
          <ArrowLeft aria-hidden />
        </Link>
      </IconButton>
      <h1 className="min-w-0 truncate font-semibold text-reading tracking-tight" title={draft.name}>
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
        <IconButton
          label="Outline (O)"
          aria-pressed={outline.on}
          look={outline.on ? "plain" : "ghost"}
          onClick={() => outline.set(!outline.on)}
        >
          <ListTree aria-hidden />
        </IconButton>
        <span aria-hidden className="mx-1 h-5 border-line border-l" />
        <Button aria-pressed={testing.on} onClick={() => testing.set(!testing.on)}>
          <FlaskConical aria-hidden /> Test
        </Button>
        {readOnly ? null : (
          <Button onClick={() => show({ is: "save" })}>
            <Save aria-hidden /> Save
          </Button>
        )}
        {may.publish && !flow.archived ? (
          <Button look="primary" onClick={() => show({ is: "publish" })}>
            <Upload aria-hidden /> Publish
          </Button>
        ) : null}
        <MoreMenu switches={switches} canvas={canvas} />
      </div>
    </header>
  );
}

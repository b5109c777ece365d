"use client";
import { Command, Download, Ellipsis, FileCode2, History, Keyboard, Trash2, WandSparkles } from "lucide-react";
import type { RefObject } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { useEditor } from "@/components/editor/session/editor-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { useExport } from "./actions/use-export";
import { type Switches, tidyUp } from "./actions/use-shortcuts";

type Props = { switches: Switches; canvas: RefObject<CanvasHandle | null> };

export function MoreMenu({ switches, canvas }: Props) {
  const editor = useEditor();
  const { readOnly, view, show } = editor;
  const exportFlow = useExport();
  return (
    <Menu
      trigger={
        <IconButton label="More">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={History} onSelect={() => switches.versions.set(!switches.versions.on)}>
        Versions
      </MenuItem>
      <MenuItem icon={FileCode2} onSelect={() => show({ is: "request" })}>
        Request details
      </MenuItem>
      <MenuItem icon={Download} onSelect={() => void exportFlow()}>
        Export
      </MenuItem>
      <MenuLine />
      {readOnly ? null : (
        <MenuItem icon={WandSparkles} onSelect={() => void tidyUp(editor, canvas)}>
          Tidy up the canvas
        </MenuItem>
      )}
      <MenuItem icon={Command} onSelect={() => show({ is: "commands" })}>
        Commands
      </MenuItem>
      <MenuItem icon={Keyboard} onSelect={() => show({ is: "shortcuts" })}>
        Keyboard shortcuts
      </MenuItem>
      {readOnly ? null : (
        <>
          <MenuLine />
          <MenuItem
            icon={Trash2}
            danger
            disabled={view.publishedVersion === null || !view.draftEdits}
            onSelect={() => show({ is: "discard" })}
          >
            Discard draft edits
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

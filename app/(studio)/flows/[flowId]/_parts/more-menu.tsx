"use client";
import {
  BellRing,
  ChartNetwork,
  Command,
  Download,
  Ellipsis,
  FileCode2,
  History,
  Keyboard,
  Rewind,
  Trash2,
  WandSparkles,
} from "lucide-react";
import { useRouter } from "next/navigation";
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
  const { flow, readOnly, view, show, sync } = editor;
  const exportFlow = useExport();
  const router = useRouter();
  // The draft that rings is the server's: it must have what was typed a moment ago.
  const ringPhones = async () => {
    await sync?.flush();
    router.push(`/phone?flow=${flow.id}&draft=true`);
  };
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
      <MenuItem icon={ChartNetwork} onSelect={() => switches.calls.set(!switches.calls.on)}>
        Calls
      </MenuItem>
      <MenuItem icon={Rewind} onSelect={() => switches.pastCalls.set(!switches.pastCalls.on)}>
        Try on past calls
      </MenuItem>
      <MenuItem icon={FileCode2} onSelect={() => show({ is: "request" })}>
        Request details
      </MenuItem>
      {flow.archived ? null : (
        <MenuItem icon={BellRing} onSelect={() => void ringPhones()}>
          Ring the test phones
        </MenuItem>
      )}
      <MenuItem icon={Download} onSelect={() => void exportFlow()}>
        Export
      </MenuItem>
      <MenuLine />
      {readOnly ? null : (
        <MenuItem icon={WandSparkles} onSelect={() => tidyUp(editor, canvas)}>
          Tidy up the canvas
        </MenuItem>
      )}
      <MenuItem icon={Command} onSelect={() => show({ is: "commands" })}>
        Go to or do
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

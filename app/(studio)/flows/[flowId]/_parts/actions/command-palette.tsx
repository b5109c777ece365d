"use client";
import {
  ChartNetwork,
  Copy,
  Download,
  FileCode2,
  History,
  Keyboard,
  type LucideIcon,
  Plus,
  Redo2,
  Rewind,
  Save,
  Settings2,
  Trash2,
  Undo2,
  Upload,
  Waypoints,
} from "lucide-react";
import { useQueryState } from "nuqs";
import { StudioList } from "@/app/(studio)/_parts/go-to/studio-list";
import { type Editor, useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import type { Choice } from "@/components/ui/choice-list";
import type { TypedAhead } from "@/components/ui/typed-ahead";
import { openExits } from "@/engine/edit/exits";
import { stepChoices } from "./pickers";
import { useExport } from "./use-export";

/** The studio's list of what to go to or do, with the steps and the commands of the flow above it. */
export function CommandPalette({ typed, close }: { typed: TypedAhead; close: () => void }) {
  const editor = useEditor();
  const [, setView] = useQueryState("view");
  const exportFlow = useExport();
  const commands = commandsOf(editor, {
    versions: () => void setView("versions"),
    calls: () => void setView("calls"),
    pastCalls: () => void setView("past-calls"),
    exportFlow: () => void exportFlow(),
  });
  return (
    <StudioList
      placeholder="Search steps, commands, flows, pages, interactions"
      without={editor.flow.id}
      typed={typed}
      groups={[
        { title: "Steps", choices: stepChoices(editor, (step) => editor.reveal(step)) },
        { title: "Commands", choices: commands },
      ]}
      close={close}
    />
  );
}

type PageActions = { versions: () => void; calls: () => void; pastCalls: () => void; exportFlow: () => void };

function commandsOf(editor: Editor, { versions, calls, pastCalls, exportFlow }: PageActions): Choice[] {
  const { show, undo, redo, duplicateSelected, removeSelected, reveal, readOnly, selection, draft, view } = editor;
  const command = (label: string, Icon: LucideIcon, choose: () => void, keys?: string): Choice => ({
    id: label,
    label,
    icon: <Icon aria-hidden />,
    choose,
    ...(keys ? { keys } : {}),
  });
  const open = openExits(registry, draft);
  const editing = [
    command("Add a step", Plus, () => show({ is: "add" }), "A"),
    command("Undo", Undo2, undo, "Ctrl Z"),
    command("Redo", Redo2, redo, "Ctrl Y"),
    command("Save a version", Save, () => show({ is: "save" }), "Ctrl S"),
    ...(open.length > 0
      ? [command(`Send all ${open.length} open exits to…`, Waypoints, () => show({ is: "send", exits: open }))]
      : []),
    ...(selection.size > 0
      ? [
          command("Duplicate the selection", Copy, () => duplicateSelected(), "Ctrl D"),
          command("Delete the selection", Trash2, () => removeSelected(), "Delete"),
        ]
      : []),
  ];
  return [
    ...(readOnly ? [] : editing),
    ...(readOnly || (view.publishedVersion !== null && !view.draftEdits)
      ? []
      : [command("Publish", Upload, () => show({ is: "publish" }))]),
    command("Flow settings and variables", Settings2, () => reveal(null, ["name"])),
    command("Versions", History, versions, "V"),
    command("Calls", ChartNetwork, calls, "C"),
    command("Try on past calls", Rewind, pastCalls, "B"),
    command("Request details", FileCode2, () => show({ is: "request" })),
    command("Export", Download, exportFlow),
    command("Keyboard shortcuts", Keyboard, () => show({ is: "shortcuts" }), "?"),
  ];
}

"use client";
import { useQuery } from "@tanstack/react-query";
import {
  Copy,
  Download,
  FileCode2,
  History,
  Keyboard,
  type LucideIcon,
  Plus,
  Redo2,
  Save,
  Settings2,
  Trash2,
  Undo2,
  Upload,
  Workflow,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { type Editor, useEditor } from "@/components/editor/session/editor-context";
import { type Choice, ChoiceList } from "./choice-list";
import { stepChoices } from "./pickers";
import { useExport } from "./use-export";

/** Finds steps, commands and flows by typing. */
export function CommandPalette({ close }: { close: () => void }) {
  const editor = useEditor();
  const router = useRouter();
  const [, setView] = useQueryState("view");
  const exportFlow = useExport();
  const { data } = useQuery(useTRPC().flows.list.queryOptions({}));
  const flows = (data?.rows ?? []).filter(({ id }) => id !== editor.flow.id);
  const commands = commandsOf(editor, {
    versions: () => void setView("versions"),
    exportFlow: () => void exportFlow(),
  });
  return (
    <ChoiceList
      title="Go to or do"
      placeholder="Search steps, commands and flows"
      groups={[
        { title: "Steps", choices: stepChoices(editor, (step) => editor.reveal(step)) },
        { title: "Commands", choices: commands },
        {
          title: "Flows",
          choices: flows.map(({ id, name }) => ({
            id,
            label: name,
            icon: <Workflow aria-hidden />,
            choose: () => router.push(`/flows/${id}`),
          })),
        },
      ]}
      close={close}
    />
  );
}

type PageActions = { versions: () => void; exportFlow: () => void };

function commandsOf(editor: Editor, { versions, exportFlow }: PageActions): Choice[] {
  const { show, undo, redo, duplicateSelected, removeSelected, reveal, readOnly, may, selection } = editor;
  const command = (label: string, Icon: LucideIcon, choose: () => void, keys?: string): Choice => ({
    id: label,
    label,
    icon: <Icon aria-hidden />,
    // After the list has closed: it would otherwise close the dialog that the command opens.
    choose: () => setTimeout(choose),
    ...(keys ? { keys } : {}),
  });
  const editing = [
    command("Add a step", Plus, () => show({ is: "add" }), "A"),
    command("Undo", Undo2, undo, "Ctrl Z"),
    command("Redo", Redo2, redo, "Ctrl Y"),
    command("Save a copy", Save, () => show({ is: "save" }), "Ctrl S"),
    ...(selection.size > 0
      ? [
          command("Duplicate the selection", Copy, () => duplicateSelected(), "Ctrl D"),
          command("Delete the selection", Trash2, () => removeSelected(), "Delete"),
        ]
      : []),
  ];
  return [
    ...(readOnly ? [] : editing),
    ...(may.publish ? [command("Publish", Upload, () => show({ is: "publish" }))] : []),
    command("Flow settings and variables", Settings2, () => reveal(null, ["name"])),
    command("Versions", History, versions, "V"),
    command("Request details", FileCode2, () => show({ is: "request" })),
    command("Export", Download, exportFlow),
    command("Keyboard shortcuts", Keyboard, () => show({ is: "shortcuts" }), "?"),
  ];
}

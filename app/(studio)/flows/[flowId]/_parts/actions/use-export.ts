"use client";
import { useTRPCClient } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { downloadText } from "@/components/ui/download-text";
import { toast } from "@/components/ui/toaster";

/** Downloads the draft as a JSON file, after all edits have been sent, so that the file has what the screen shows. */
export function useExport(): () => Promise<void> {
  const { flows } = useTRPCClient();
  const { flow, sync } = useEditor();
  return async () => {
    try {
      if (sync && !(await sync.flush())) throw new Error("your last changes are not on the server yet.");
      const { fileName, text } = await flows.exportFlow.query({ id: flow.id });
      downloadText(fileName, text);
      toast.success(`Exported ${fileName}.`);
    } catch (error) {
      toast.error(`Not exported: ${error instanceof Error ? error.message : "try again."}`);
    }
  };
}

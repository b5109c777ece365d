"use client";
import { useEffect, useState } from "react";
import { useEditor } from "@/components/editor/session/editor-context";

/** Whether all edits are on the server; sends them once. Only then is what gets published or saved what the screen shows. */
export function useAllSaved(): "waiting" | "yes" | "no" {
  const { sync, view } = useEditor();
  const [sent, setSent] = useState<boolean | null>(null);
  useEffect(() => {
    let gone = false;
    void sync?.flush().then((done) => gone || setSent(done));
    return () => {
      gone = true;
    };
  }, [sync]);
  if (view.saving.is === "saved") return "yes";
  return sent === false ? "no" : "waiting";
}

"use client";
import { useEffect, useState } from "react";
import { useEditor } from "@/components/editor/session/editor-context";

/** Whether every edit is on the server; asks to send them once. What is published or kept must be what is on screen. */
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

"use client";
import { CloudCheck, CloudOff, GitMerge, type LucideIcon, RefreshCw } from "lucide-react";
import type { Saving } from "@/components/editor/draft/draft-store";
import { useEditor } from "@/components/editor/session/editor-context";
import { TONES, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { NotSavedMenu } from "./lazy-parts";

/** Shows where the edits are. "Saved" means that the server has them all. */
export function SavedState() {
  const { view, show } = useEditor();
  const { saving } = view;
  if (saving.is === "merge")
    return (
      <Button size="small" className={TONES.warn} onClick={() => show({ is: "merge" })}>
        <GitMerge aria-hidden /> Merge needed
      </Button>
    );
  if (saving.is === "refused") return <NotSavedMenu why={saving.why} />;
  const { icon: Icon, tone, text } = lookOf(saving);
  return (
    <span
      role="status"
      data-saving={saving.is}
      className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap text-label", tone)}
    >
      <Icon aria-hidden className="size-3.5" />
      {text}
    </span>
  );
}

function lookOf(saving: Saving): { icon: LucideIcon; tone: string; text: string } {
  if (saving.is === "offline") {
    const { waiting } = saving;
    const kept = waiting === 0 ? "" : `, ${waiting} change${waiting === 1 ? "" : "s"} kept here`;
    return { icon: CloudOff, tone: tones.warn, text: `Offline${kept}` };
  }
  if (saving.is === "saving") return { icon: RefreshCw, tone: tones.off, text: "Saving…" };
  return { icon: CloudCheck, tone: tones.off, text: "Saved automatically" };
}

const tones: Partial<Record<Tone, string>> & { warn: string; off: string } = { warn: "text-warn", off: "text-quiet" };

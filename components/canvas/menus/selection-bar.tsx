"use client";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  Copy,
  type LucideIcon,
  Trash2,
} from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { Draft } from "@/engine/edit/draft";
import { useCanvasContext } from "../commands/context";
import type { Alignment } from "../layout/align";

const WAYS: { how: Alignment; label: string; icon: LucideIcon }[] = [
  { how: "left", label: "Align left edges", icon: AlignStartVertical },
  { how: "center", label: "Align centers", icon: AlignCenterVertical },
  { how: "right", label: "Align right edges", icon: AlignEndVertical },
  { how: "top", label: "Align top edges", icon: AlignStartHorizontal },
  { how: "middle", label: "Align middles", icon: AlignCenterHorizontal },
  { how: "bottom", label: "Align bottom edges", icon: AlignEndHorizontal },
  { how: "across", label: "Space evenly across", icon: AlignHorizontalSpaceBetween },
  { how: "down", label: "Space evenly down", icon: AlignVerticalSpaceBetween },
];

/** The actions on several selected steps. */
export function SelectionBar({ selection, draft }: { selection: ReadonlySet<string>; draft: Draft }) {
  const { commands } = useCanvasContext();
  const count = [...selection].filter((id) => Object.hasOwn(draft.steps, id)).length;
  if (count < 2) return null;
  return (
    <div role="toolbar" aria-label={`${count} steps selected`} className="canvas-float selection-bar nokey">
      <span className="tabular whitespace-nowrap px-2 text-quiet">{count} selected</span>
      {WAYS.map(({ how, label, icon: Icon }) => (
        <IconButton key={how} label={label} onClick={() => commands.align(how)}>
          <Icon aria-hidden />
        </IconButton>
      ))}
      <span aria-hidden className="selection-bar-line" />
      <IconButton label="Duplicate" onClick={commands.duplicate}>
        <Copy aria-hidden />
      </IconButton>
      <IconButton label="Delete" onClick={commands.remove}>
        <Trash2 aria-hidden />
      </IconButton>
    </div>
  );
}

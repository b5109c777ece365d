"use client";
import { RadioGroup } from "radix-ui";
import { cellName, cellValue, clashTitle } from "@/components/editor/merge/clash-text";
import { useEditor } from "@/components/editor/session/editor-context";
import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { Clash, Side } from "@/engine/edit/session/merge";

type Props = { clash: Clash; by: string; side: Side | null; onChoose: (side: Side) => void };

/** One clash of a merge: both versions side by side, one of them to be chosen. */
export function MergeChoice({ clash, by, side, onChoose }: Props) {
  const { draft } = useEditor();
  const title = clashTitle(draft, clash);
  return (
    <RadioGroup.Root
      aria-label={title}
      value={side}
      onValueChange={(value) => onChoose(value as Side)}
      className="rounded-card border border-line"
    >
      <h3 className="border-line border-b px-3 py-1.5 font-semibold">{title}</h3>
      <div className="grid gap-2 p-2 sm:grid-cols-2">
        <Version value="mine" name="Mine" changes={clash.mine} draft={draft} />
        <Version value="theirs" name={`From ${by}`} changes={clash.theirs} draft={draft} />
      </div>
    </RadioGroup.Root>
  );
}

type VersionProps = { value: Side; name: string; changes: readonly Change[]; draft: Draft };

function Version({ value, name, changes, draft }: VersionProps) {
  return (
    <RadioGroup.Item
      value={value}
      className="grid content-start gap-1.5 rounded-control border border-line p-2.5 text-left data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash"
    >
      <span className="flex items-center gap-2 font-medium">
        <span aria-hidden className="grid size-4 place-items-center rounded-round border border-edge">
          <RadioGroup.Indicator className="size-2 rounded-round bg-accent" />
        </span>
        {name}
      </span>
      {changes.map((change) => (
        <span key={change.path.join(".")} className="block min-w-0">
          <span className="block text-label text-quiet">{cellName(draft, change)}</span>
          <span className="block whitespace-pre-wrap break-words">{cellValue(draft, change)}</span>
        </span>
      ))}
    </RadioGroup.Item>
  );
}

"use client";
import { Confirm } from "@/components/ui/dialog";
import { InUseDialog } from "./in-use-dialog";
import type { Use } from "./uses";

type RemoveDialogProps = {
  /** The name of the thing to remove, and its kind: "calendar". */
  name: string;
  what: string;
  uses: readonly Use[];
  /** Says what else is lost. */
  text: string;
  /** What to do first in flows that use it; default: choose another one. */
  advice?: string;
  title?: string;
  onRemove: () => void;
  close: () => void;
};

/** Asks for confirmation before a removal; if flows use the thing, lists them instead. */
export function RemoveDialog({ name, what, uses, text, advice, title, onRemove, close }: RemoveDialogProps) {
  if (uses.length > 0)
    return <InUseDialog name={name} uses={uses} advice={advice ?? `Choose another ${what}`} close={close} />;
  return (
    <Confirm
      open
      onOpenChange={close}
      title={title ?? `Remove ${name}?`}
      text={text}
      action={`Remove ${what}`}
      keep="Keep it"
      onConfirm={onRemove}
    />
  );
}

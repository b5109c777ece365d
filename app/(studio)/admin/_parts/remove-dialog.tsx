"use client";
import { Confirm } from "@/components/ui/dialog";
import { InUseDialog } from "./in-use-dialog";
import type { Use } from "./uses";

type RemoveDialogProps = {
  /** What is to be removed, as people call it, and what kind of thing it is: "calendar". */
  name: string;
  what: string;
  uses: readonly Use[];
  /** What goes with it. */
  text: string;
  /** What to do in flows that use it; absent: choose another one. */
  advice?: string;
  title?: string;
  onRemove: () => void;
  close: () => void;
};

/** Asks before something is removed, or says which flows keep it. */
export function RemoveDialog({ name, what, uses, text, advice: todo, title, onRemove, close }: RemoveDialogProps) {
  if (uses.length > 0)
    return <InUseDialog name={name} uses={uses} todo={todo ?? `Choose another ${what}`} close={close} />;
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

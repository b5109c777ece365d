"use client";
import { Confirm } from "@/components/ui/dialog";
import { InUse } from "./in-use";
import type { Use } from "./uses";

type RemoveWindowProps = {
  /** What is to be removed, as people call it, and what kind of thing it is: "calendar". */
  name: string;
  what: string;
  uses: readonly Use[];
  /** What goes with it. */
  text: string;
  /** What to do in flows that use it; absent: choose another one. */
  todo?: string;
  title?: string;
  onRemove: () => void;
  close: () => void;
};

/** Asks before something is removed, or says which flows keep it. */
export function RemoveWindow({ name, what, uses, text, todo, title, onRemove, close }: RemoveWindowProps) {
  if (uses.length > 0) return <InUse name={name} uses={uses} todo={todo ?? `Choose another ${what}`} close={close} />;
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

"use client";
import { AlertDialog as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";

type ConfirmProps = {
  /** What opens it; without it, `open` says whether it is. */
  children?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  text: ReactNode;
  /** A verb: what will be done. */
  action: string;
  keep: string;
  onConfirm: () => void;
};

/** Asks before something that cannot be undone. */
export function Confirm({ children, title, text, action, keep, onConfirm, ...state }: ConfirmProps) {
  return (
    <Radix.Root {...state}>
      {children ? <Radix.Trigger asChild>{children}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content className="fixed top-[20vh] left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 rounded-card border border-line bg-float p-4 shadow-float">
          <Radix.Title className="font-semibold text-reading">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-quiet">{text}</Radix.Description>
          <div className="mt-4 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{keep}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look="danger" onClick={onConfirm}>
                {action}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

"use client";
import { AlertDialog as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";

type ConfirmProps = {
  /** The button that opens it. Without one, `open` controls it. */
  children?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  text: ReactNode;
  /** The label of the button that confirms: a verb. */
  action: string;
  /** The label of the button that cancels. */
  keep: string;
  onConfirm: () => void;
};

/** Asks for confirmation before an action that cannot be undone. */
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

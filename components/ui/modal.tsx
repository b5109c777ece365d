"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { useFocusReturn } from "./focus-return";

const WIDTH = { small: "w-[min(26rem,calc(100vw-2rem))]", large: "w-[min(44rem,calc(100vw-2rem))]" } as const;

type ModalProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called when it has closed and returned the focus. */
  onClosed?: () => void;
  title: string;
  /** One sentence below the title. */
  text?: ReactNode;
  size?: keyof typeof WIDTH;
  /** The dialog holds typed text: a click outside does not close it. */
  typed?: boolean;
  children: ReactNode;
};

/** A modal dialog. It takes the focus, keeps it inside, and returns it when it closes. */
export function Modal({ open, onOpenChange, onClosed, title, text, size = "small", typed, children }: ModalProps) {
  const { restore } = useFocusReturn(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(text ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            restore(event);
            onClosed?.();
          }}
          onPointerDownOutside={(event) => typed && event.preventDefault()}
          className={classNames(
            "fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] -translate-x-1/2 animate-appear flex-col rounded-card border border-line bg-float shadow-float outline-none",
            WIDTH[size],
          )}
        >
          <header className="flex items-start gap-3 border-line border-b py-2.5 pr-12 pl-4">
            <div className="min-w-0 flex-1 py-0.5">
              <Radix.Title className="font-semibold text-reading">{title}</Radix.Title>
              {text ? (
                <Radix.Description asChild>
                  <div className="text-quiet">{text}</div>
                </Radix.Description>
              ) : null}
            </div>
          </header>
          {children}
          {/* Last in the dialog, so that its content takes the focus first. */}
          <Radix.Close asChild>
            {/* No tooltip here: it would handle the first Escape, and the dialog would stay open. */}
            <Button look="ghost" size="icon" aria-label="Close" className="absolute top-2 right-2">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The content of a modal; it scrolls if the window is too low. */
export function ModalBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classNames("min-h-0 flex-1 overflow-y-auto p-4", className)}>{children}</div>;
}

/** The buttons below the content; the confirming one comes last. */
export function ModalActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{children}</div>;
}

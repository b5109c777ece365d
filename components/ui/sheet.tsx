"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { useFocusReturn } from "./focus-return";
import { ScrollRegion } from "./scroll-region";

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text?: ReactNode;
  /** Links and buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A panel that slides in from the right over the page; on a phone it covers the page. */
export function Sheet({ open, onOpenChange, title, text, actions, children }: SheetProps) {
  const { restore } = useFocusReturn(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(text ? {} : { "aria-describedby": undefined })}
          // The panel itself takes the focus: a button would show its tooltip, and the scroll region a focus ring.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={restore}
          className="fixed inset-y-0 right-0 z-50 flex w-[min(46rem,100vw)] animate-slide-in flex-col border-line border-l bg-panel shadow-float outline-none"
        >
          <header className="flex items-start gap-3 border-line border-b py-2.5 pr-12 pl-4">
            <div className="min-w-0 flex-1 py-0.5">
              <Radix.Title className="truncate font-semibold text-reading">{title}</Radix.Title>
              {text ? (
                <Radix.Description asChild>
                  <div className="text-quiet">{text}</div>
                </Radix.Description>
              ) : null}
            </div>
            {actions}
          </header>
          <ScrollRegion label={title} className="min-h-0 flex-1 overflow-y-auto p-4 focus-visible:-outline-offset-2">
            {children}
          </ScrollRegion>
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

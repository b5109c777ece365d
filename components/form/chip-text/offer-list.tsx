"use client";
import { Popover as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Offer } from "./piece";

type OfferListProps = {
  id: string;
  label: string;
  /** The caret's box on the screen. */
  at: DOMRect;
  offers: readonly Offer[];
  active: number;
  onPoint: (index: number) => void;
  onChoose: (offer: Offer) => void;
  onClose: () => void;
};

/** The list of offers at the caret. The text keeps the focus and handles the keys. */
export function OfferList({ id, label, at, offers, active, onPoint, onChoose, onClose }: OfferListProps) {
  const anchor = useRef({ getBoundingClientRect: () => at });
  anchor.current = { getBoundingClientRect: () => at };
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another offer becomes active.
  useEffect(() => {
    list.current?.querySelector("[data-active=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 w-72 max-w-[calc(100vw-1rem)] animate-appear overflow-hidden rounded-card border border-line bg-float shadow-float"
        >
          <div ref={list} id={id} role="listbox" aria-label={label} className="max-h-64 overflow-y-auto p-1">
            {offers.map((offer, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the text keeps the focus and handles the keys for its list.
              <div
                key={offer.source}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                data-active={index === active}
                onPointerMove={() => onPoint(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChoose(offer)}
                className={classNames(
                  "flex h-8 cursor-default select-none items-center gap-2 rounded-tag px-2",
                  "data-[active=true]:bg-hover",
                )}
              >
                <span className="min-w-0 flex-1 truncate">{offer.label}</span>
                <span className="shrink-0 font-mono text-label text-quiet">{offer.detail}</span>
              </div>
            ))}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

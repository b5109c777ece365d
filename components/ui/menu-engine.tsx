"use client";
import type { LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { classNames } from "./class-names";
import type { PendingAction } from "./lazy-on-idle";

type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: "start" | "end";
  children: ReactNode;
  /** What the user did to the placeholder button before this component was loaded. */
  pendingAction: PendingAction;
};

/** Defers a chosen action until the menu has closed. */
const DeferContext = createContext<(action: () => void) => void>((action) => action());

/** The menu of menu.tsx, loaded lazily. */
export function Menu({ trigger, align = "end", children, pendingAction }: MenuProps) {
  const [first] = useState({ ...pendingAction });
  const chosen = useRef<(() => void) | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (first.focus && !first.open) button.current?.focus();
  }, [first]);
  return (
    <Radix.Root modal={false} defaultOpen={first.open}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      {/* Without a portal, so that the menu is part of the landmark or dialog that its button is in. */}
      <Radix.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        onCloseAutoFocus={(event) => {
          if (!chosen.current) return;
          event.preventDefault();
          button.current?.focus();
          chosen.current();
          chosen.current = null;
        }}
        className="z-50 min-w-48 animate-appear whitespace-nowrap text-left font-normal rounded-card border border-line bg-float p-1 shadow-float"
      >
        <DeferContext.Provider
          value={(action) => {
            chosen.current = action;
          }}
        >
          {children}
        </DeferContext.Provider>
      </Radix.Content>
    </Radix.Root>
  );
}

const ITEM =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-tag px-2 outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

type ItemProps = {
  icon: LucideIcon;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
};

export function MenuItem({ icon: Icon, onSelect, danger, disabled, children }: ItemProps) {
  const defer = useContext(DeferContext);
  return (
    <Radix.Item
      {...(disabled ? { disabled } : {})}
      onSelect={() => defer(onSelect)}
      className={classNames(ITEM, danger ? "text-bad" : "[&_svg]:text-quiet")}
    >
      <Icon aria-hidden /> {children}
    </Radix.Item>
  );
}

export function MenuLink({ children }: { children: ReactElement }) {
  return (
    <Radix.Item asChild className={classNames(ITEM, "[&_svg]:text-quiet")}>
      {children}
    </Radix.Item>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import type { PendingAction } from "./lazy-on-idle";

export type Choice = { value: string; label: ReactNode };

/** The choices of a select and the chosen one. */
export type Choosing = {
  value: string | null;
  /** The label of the entry that means no choice; absent if one value is always chosen. */
  all?: string;
  choices: readonly Choice[];
  onChange: (value: string | null) => void;
  /** Shown while nothing is chosen, if there is no `all`. */
  placeholder?: string;
  disabled?: boolean;
};

type SelectProps = Choosing & {
  trigger: ComponentProps<"button">;
  /** What the user did to the placeholder button before this component was loaded. */
  pendingAction: PendingAction;
};

/** The select library allows no empty value, so `all` needs a value of its own. */
const ALL = "__all";

/** The select of select.tsx, loaded lazily. */
export function Select({ value, all, choices, onChange, placeholder, disabled, trigger, pendingAction }: SelectProps) {
  const [first] = useState({ ...pendingAction });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (first.focus && !first.open) button.current?.focus();
  }, [first]);
  return (
    <Radix.Root
      value={value ?? (all ? ALL : "")}
      onValueChange={(next) => onChange(next === ALL ? null : next)}
      {...(disabled === undefined ? {} : { disabled })}
      defaultOpen={first.open}
    >
      <Radix.Trigger {...trigger} ref={button}>
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-quiet" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-80 min-w-[var(--radix-select-trigger-width)] animate-appear overflow-hidden rounded-card border border-line bg-float shadow-float"
        >
          <Radix.Viewport className="p-1">
            {all ? <Item value={ALL}>{all}</Item> : null}
            {choices.map((choice) => (
              <Item key={choice.value} value={choice.value}>
                {choice.label}
              </Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Item
      value={value}
      className="flex h-8 cursor-default select-none items-center gap-2 rounded-tag pr-8 pl-2 outline-none data-[highlighted]:bg-hover"
    >
      <Radix.ItemText>{children}</Radix.ItemText>
      <Radix.ItemIndicator className="absolute right-3">
        <Check aria-hidden className="size-3.5" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}

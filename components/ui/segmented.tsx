"use client";
import { RadioGroup as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type SegmentedProps = Omit<ComponentProps<typeof Radix.Root>, "onChange" | "onValueChange" | "value"> & {
  value: string;
  choices: readonly { value: string; label: ReactNode }[];
  onChange: (value: string) => void;
};

/** A choice between a few values, all visible side by side. */
export function Segmented({ value, choices, onChange, className, ...rest }: SegmentedProps) {
  return (
    <Radix.Root
      value={value}
      onValueChange={onChange}
      className={classNames("flex h-8 min-w-0 gap-0.5 rounded-control border border-edge bg-well p-0.5", className)}
      {...rest}
    >
      {choices.map((choice) => (
        <Radix.Item
          key={choice.value}
          value={choice.value}
          className="min-w-0 flex-auto truncate rounded-tag px-2 font-medium text-label text-quiet transition-colors duration-150 hover:text-ink disabled:opacity-55 data-[state=checked]:bg-panel data-[state=checked]:text-ink data-[state=checked]:ring-1 data-[state=checked]:ring-edge"
        >
          {choice.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}

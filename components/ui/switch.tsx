"use client";
import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type SwitchProps = Omit<ComponentProps<typeof Radix.Root>, "onChange" | "onCheckedChange"> & {
  onChange: (on: boolean) => void;
};

/** A switch without a label; put the label beside it. */
export function Switch({ className, onChange, ...rest }: SwitchProps) {
  return (
    <Radix.Root
      onCheckedChange={onChange}
      className={classNames(
        "relative h-5 w-9 shrink-0 rounded-round border border-edge bg-well transition-colors duration-150",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-55",
        className,
      )}
      {...rest}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-round bg-edge transition-transform duration-150 data-[state=checked]:translate-x-[1.125rem] data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}

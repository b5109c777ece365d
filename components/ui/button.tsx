import { Slot } from "radix-ui";
import type { ComponentProps, SyntheticEvent } from "react";
import { classNames } from "./class-names";

const LOOK = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border border-line bg-panel text-ink hover:bg-hover",
  ghost: "text-quiet hover:bg-hover hover:text-ink",
  go: "bg-go text-on-go hover:bg-go-strong",
  danger: "bg-danger text-on-danger hover:bg-danger-strong",
} as const;

const SIZE = {
  normal: "h-8 px-3",
  small: "h-6 px-2 text-label",
  large: "h-10 px-4",
  icon: "size-8",
} as const;

export type ButtonProps = ComponentProps<"button"> & {
  look?: keyof typeof LOOK;
  size?: keyof typeof SIZE;
  /** Gives the button's looks to the only child, such as a link, instead of rendering a <button>. */
  asChild?: boolean;
};

/** A disabled button does nothing, but keeps the focus: a press that switches it off must not throw the user out of the page. */
export function Button({ look = "plain", size = "normal", asChild, className, disabled, ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : "button";
  return (
    <Element
      type={asChild ? undefined : "button"}
      className={classNames(
        "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium",
        "transition-colors duration-150 disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
        LOOK[look],
        SIZE[size],
        className,
      )}
      {...rest}
      {...(disabled ? DISABLED : {})}
    />
  );
}

const refuse = (event: SyntheticEvent) => event.preventDefault();
const DISABLED = { "aria-disabled": true, onClick: refuse, onPointerDown: undefined, onKeyDown: undefined } as const;

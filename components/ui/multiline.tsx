import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { CONTROL } from "./field";

/** A textarea without a label; it grows with its text in browsers that support `field-sizing`. */
export function Multiline({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={classNames(CONTROL, "field-sizing-content h-auto min-h-16 resize-y py-[5px]", className)}
      {...rest}
    />
  );
}

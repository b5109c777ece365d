import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { CONTROL } from "./field";

/** An input of several lines, without a label of its own; grows with what is typed where the browser can. */
export function Multiline({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={classNames(CONTROL, "field-sizing-content h-auto min-h-16 resize-y py-[5px]", className)}
      {...rest}
    />
  );
}

import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

/** A button with an icon only; its label is a tooltip and is read to screen readers. */
export function IconButton({
  label,
  look = "ghost",
  ...rest
}: Omit<ButtonProps, "aria-label" | "size"> & { label: string }) {
  return (
    <Tooltip text={label}>
      <Button look={look} size="icon" aria-label={label} {...rest} />
    </Tooltip>
  );
}

import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

/** A button that shows only an icon: its name is read aloud and shown on hover and focus. */
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

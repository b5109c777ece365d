import type { ComponentProps } from "react";

/** A scrolling part of the page; it takes the focus so that keys can scroll it (WCAG 2.1.1). */
export function ScrollRegion({
  label,
  ...rest
}: Omit<ComponentProps<"section">, "aria-label" | "tabIndex"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} {...rest} />
  );
}

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { ScrollRegion } from "./scroll-region";

/** A table that scrolls sideways; its scroll region takes the focus so that keys can scroll it. */
export function Table({ label, className, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <ScrollRegion label={label} className="relative overflow-x-auto">
      <table className={classNames("w-full border-collapse text-left", className)} {...rest} />
    </ScrollRegion>
  );
}

export function Head({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={classNames(
        "h-9 whitespace-nowrap px-2 text-left font-medium text-label text-quiet first:pl-4 last:pr-4 sm:px-3",
        className,
      )}
      {...rest}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={classNames("border-line border-t", className)} {...rest} />;
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return (
    <td
      className={classNames("h-10 whitespace-nowrap px-2 py-1.5 first:pl-4 last:pr-4 sm:px-3", className)}
      {...rest}
    />
  );
}

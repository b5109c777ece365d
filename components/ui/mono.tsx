import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Text in the monospace font: numbers, ids, codes. */
export function Mono({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={classNames("font-mono text-label", className)}>{children}</span>;
}

"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

const VIEWS = [
  { href: "/interactions", label: "All interactions" },
  { href: "/interactions/callbacks", label: "Callbacks" },
] as const;

/** Links to the two lists: all interactions, and callbacks. */
export function Views() {
  const path = usePathname();
  return (
    <nav aria-label="Lists of interactions" className="flex gap-1 border-line border-b">
      {VIEWS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={classNames(
            "-mb-px inline-flex h-9 items-center border-b-2 px-2.5 font-medium",
            path === href ? "border-accent text-ink" : "border-transparent text-quiet hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

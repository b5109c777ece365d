"use client";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

const VIEWS = [
  { href: "/reports", label: "Overview" },
  { href: "/reports/flow-execution", label: "Flow execution" },
  { href: "/reports/exports", label: "Exports" },
] as const;
/** What the views have in common, and a link to another one keeps. */
const KEPT = ["period", "from", "to", "zone", "flow", "version", "client", "columns"];

/** Links to the reports; what they are about stays the same. */
export function Views() {
  const path = usePathname();
  const search = useSearchParams();
  const kept = new URLSearchParams(KEPT.flatMap((name) => (search.has(name) ? [[name, search.get(name) ?? ""]] : [])));
  return (
    <nav aria-label="Reports" className="flex gap-1 border-line border-b">
      {VIEWS.map(({ href, label }) => (
        <Link
          key={href}
          href={kept.size > 0 ? `${href}?${kept}` : href}
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

"use client";
import { Activity, BookOpenText, PhoneCall } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

const PLACES = [
  { href: "/interactions", label: "Interactions", icon: Activity },
  { href: "/phone", label: "Test phones", icon: PhoneCall },
  { href: "/docs/api", label: "API reference", icon: BookOpenText },
] as const;

export function Navigation() {
  const path = usePathname();
  return (
    <nav aria-label="Studio" className="order-last w-full md:order-none">
      <ul className="flex gap-0.5 overflow-x-auto md:flex-col">
        {PLACES.map(({ href, label, icon: Icon }) => {
          const here = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={classNames(
                  "flex h-8 items-center gap-2 whitespace-nowrap rounded-control px-2 font-medium transition-colors focus-visible:-outline-offset-2",
                  here ? "bg-accent-wash text-accent-ink" : "text-quiet hover:bg-hover hover:text-ink",
                )}
              >
                <Icon aria-hidden className="size-4" /> {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

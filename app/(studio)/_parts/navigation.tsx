"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { adminPlaces, PLACES, type Place, type Standing } from "./places/places";

export function Navigation(standing: Standing) {
  const path = usePathname();
  const bar = useRef<HTMLElement>(null);
  const places = adminPlaces(standing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a narrow screen, each new page's link is scrolled into view.
  useEffect(() => {
    bar.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav
      ref={bar}
      aria-label="Studio"
      className="order-last flex w-full gap-0.5 overflow-x-auto md:order-none md:min-h-0 md:flex-col md:gap-4 md:overflow-y-auto md:overflow-x-hidden md:group-data-wide/studio:[scrollbar-width:none]"
    >
      <Places places={PLACES} path={path} />
      {places.length > 0 ? (
        <div className="flex gap-0.5 md:flex-col md:gap-1">
          <p
            id="admin-places"
            className="hidden px-2 font-medium text-label text-quiet md:block md:group-data-wide/studio:hidden"
          >
            Admin
          </p>
          <Places places={places} path={path} labelledBy="admin-places" />
        </div>
      ) : null}
    </nav>
  );
}

function Places({ places, path, labelledBy }: { places: Place[]; path: string; labelledBy?: string }) {
  return (
    <ul className="flex gap-0.5 md:flex-col" aria-labelledby={labelledBy}>
      {places.map((place) => (
        <li key={place.href}>
          <PlaceLink place={place} here={path === place.href || path.startsWith(`${place.href}/`)} />
        </li>
      ))}
    </ul>
  );
}

/** Prefetches its page on hover or focus: prefetching all at once would be eighteen requests on every page. */
function PlaceLink({ place: { href, label, icon: Icon }, here }: { place: Place; here: boolean }) {
  const [prefetches, setPrefetches] = useState(false);
  const prefetch = () => setPrefetches(true);
  return (
    <Link
      href={href}
      prefetch={prefetches ? null : false}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      aria-current={here ? "page" : undefined}
      title={label}
      className={classNames(
        // Lower where the window is: all places are to be seen on a laptop's screen.
        "flex h-8 items-center gap-2 whitespace-nowrap rounded-control px-2 font-medium transition-colors md:[@media(max-height:60rem)]:h-7 focus-visible:-outline-offset-2",
        here ? "bg-accent-wash text-accent-ink" : "text-quiet hover:bg-hover hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="md:group-data-wide/studio:sr-only">{label}</span>
    </Link>
  );
}

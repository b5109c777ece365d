import Link from "next/link";
import { Logo } from "@/app/_parts/logo";
import { GoToButton } from "./go-to/go-to-button";
import { Navigation } from "./navigation";
import { SignOut } from "./sign-out";
import { ThemeSwitch } from "./theme-switch";

type SidebarProps = { account: string; name: string; role: string };

/** The studio's sidebar; on narrow screens it is a bar above the page. */
export function Sidebar({ account, name, role }: SidebarProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-panel px-3 py-2 md:sticky md:top-0 md:h-dvh md:flex-col md:flex-nowrap md:items-stretch md:gap-4 md:border-r md:border-b-0 md:py-4 md:group-data-wide/studio:px-2">
      <Link
        href="/flows"
        className="flex items-center gap-2 rounded-control px-2 font-semibold text-reading tracking-tight"
      >
        <Logo className="size-5 shrink-0 text-accent" />
        <span className="md:group-data-wide/studio:sr-only">Patchcord</span>
      </Link>
      <GoToButton />
      <Navigation admin={role === "admin"} builds={role !== "viewer"} />
      <div className="flex items-center gap-1 md:mt-auto md:ml-0 md:border-line md:border-t md:pt-3 md:group-data-wide/studio:flex-col">
        <div className="hidden min-w-0 flex-1 px-2 md:block md:group-data-wide/studio:hidden">
          <p className="truncate font-medium" title={account}>
            {account}
          </p>
          <p className="truncate text-label text-quiet" title={`${name}, ${role}`}>
            {name}
          </p>
        </div>
        <ThemeSwitch />
        <SignOut />
      </div>
    </header>
  );
}

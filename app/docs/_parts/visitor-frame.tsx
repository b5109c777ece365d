import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { SkipLink } from "@/components/ui/skip-link";
import { Logo } from "../../_parts/logo";
import { ThemeSwitch } from "../../(studio)/_parts/theme-switch";

/** The frame of the page for visitors who are not signed in. */
export function VisitorFrame({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <SkipLink to="#content">Skip to content</SkipLink>
      <header className="flex items-center gap-2 border-line border-b bg-panel px-4 py-2 md:px-7">
        <p className="flex flex-1 items-center gap-2 font-semibold text-reading tracking-tight">
          <Logo className="size-5 text-accent" /> Patchcord
        </p>
        <ThemeSwitch />
        <Button asChild>
          <Link href="/signin?to=/docs/api">Sign in</Link>
        </Button>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-[84rem] space-y-5 px-4 py-5 outline-none md:px-7 md:py-6"
      >
        {children}
      </main>
    </div>
  );
}

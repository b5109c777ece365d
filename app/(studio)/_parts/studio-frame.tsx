import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import type { Session } from "@/server/auth/session";
import { Sidebar } from "./sidebar";

/** What is around every page of who is signed in. */
export function StudioFrame({ session, children }: { session: Session; children: ReactNode }) {
  const { accountName, user, role } = session;
  return (
    // A page that holds `data-bleed` has the window to itself, with the sidebar down to its icons.
    <div className="group/studio min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:has-[[data-bleed]]:grid-cols-[3.25rem_minmax(0,1fr)]">
      <SkipLink to="#content">Skip to content</SkipLink>
      <Sidebar account={accountName} name={user.name} role={role} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-[96rem] space-y-5 px-4 py-5 outline-none has-[[data-bleed]]:max-w-none has-[[data-bleed]]:space-y-0 has-[[data-bleed]]:p-0 md:px-7 md:py-6 md:has-[[data-bleed]]:p-0"
      >
        {children}
      </main>
    </div>
  );
}

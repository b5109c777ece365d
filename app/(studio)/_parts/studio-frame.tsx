import type { ReactNode } from "react";
import { FocusKeeper } from "@/components/ui/focus-keeper";
import { SkipLink } from "@/components/ui/skip-link";
import type { Session } from "@/server/resources/sessions/session";
import { FrameGrid } from "./frame-grid";
import { GoToProvider } from "./go-to/go-to";
import { RingNotice } from "./ring-notice";
import { Sidebar } from "./sidebar";

/** The frame of every page for signed-in users. */
export function StudioFrame({ session, children }: { session: Session; children: ReactNode }) {
  const { accountName, user, role } = session;
  return (
    <GoToProvider standing={{ admin: role === "admin", builds: role !== "viewer" }}>
      <FrameGrid>
        <FocusKeeper />
        <SkipLink to="#content">Skip to content</SkipLink>
        <Sidebar account={accountName} name={user.name} role={role} />
        <main
          id="content"
          tabIndex={-1}
          className="max-md:group-data-wide/studio:min-h-0 max-md:group-data-wide/studio:flex-1 mx-auto w-full min-w-0 max-w-[96rem] space-y-5 px-4 py-5 outline-none group-data-wide/studio:max-w-none group-data-wide/studio:space-y-0 group-data-wide/studio:p-0 md:px-7 md:py-6 md:group-data-wide/studio:p-0"
        >
          <RingNotice admin={role === "admin"} />
          {children}
        </main>
      </FrameGrid>
    </GoToProvider>
  );
}

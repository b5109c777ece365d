import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import { requireSession } from "@/server/auth/session";
import { Sidebar } from "./_parts/sidebar";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { accountName, user, role } = await requireSession();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink to="#content">Skip to content</SkipLink>
      <Sidebar account={accountName} name={user.name} role={role} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-[96rem] space-y-5 px-4 py-5 outline-none md:px-7 md:py-6"
      >
        {children}
      </main>
    </div>
  );
}

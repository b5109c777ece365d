import type { ReactNode } from "react";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { AreaGate } from "./_parts/area-gate";

/** For admins, and builders' own areas for builders; everybody else reads why not. The procedures behind the pages ask again. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { role, accountName } = await requireSession();
  if (mayActAs(role, "admin")) return children;
  return (
    <AreaGate builds={mayActAs(role, "builder")} role={role} accountName={accountName}>
      {children}
    </AreaGate>
  );
}

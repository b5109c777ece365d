import { ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { mayActAs } from "@/server/auth/role";
import { requireSession } from "@/server/auth/session";

/** For admins; everybody else reads why not. The procedures behind the pages ask again. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { role, accountName } = await requireSession();
  if (mayActAs(role, "admin")) return children;
  return (
    <EmptyState level={1} icon={ShieldX} title="This needs the role Admin">
      <p>
        Your role in {accountName} is {role[0]?.toUpperCase() + role.slice(1)}. An admin of the account can change it
        under Users.
      </p>
    </EmptyState>
  );
}

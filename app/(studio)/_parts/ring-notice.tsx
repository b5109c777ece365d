"use client";
import { useQuery } from "@tanstack/react-query";
import { OctagonX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTRPC } from "@/app/_parts/trpc";
import { Notice } from "@/components/ui/notice";

/** Pages on which an admin is reminded of what is open. */
const REMINDING = ["/flows", "/interactions", "/admin/numbers", "/admin/clients"];

/** Says on every page that all dialling is stopped, and to admins that every country may be rung. */
export function RingNotice({ admin }: { admin: boolean }) {
  const path = usePathname();
  const { data } = useQuery(useTRPC().account.open.queryOptions());
  if (data?.stopped)
    return (
      <Notice tone="bad" icon={OctagonX} role="status">
        All dialling of this account is stopped: {data.stopped.reason}. {admin ? <AccountLink /> : null}
      </Notice>
    );
  if (!data?.anyCountry || !admin || !REMINDING.includes(path)) return null;
  return (
    <Notice tone="warn" icon={TriangleAlert}>
      This account may ring every country and network, satellite phones and places with much toll fraud included. Say
      which it needs: <AccountLink />
    </Notice>
  );
}

function AccountLink() {
  return (
    <Link href="/admin/account" className="font-medium underline">
      Account
    </Link>
  );
}

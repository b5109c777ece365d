"use client";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Listing } from "../../_parts/listing";
import { ConfirmUser } from "./confirm-user";
import { InviteForm } from "./invite-form";
import { LinkWindow } from "./link-window";
import { RoleForm } from "./role-form";
import type { Shown } from "./shown";
import { UserTable } from "./user-table";

export function UserList() {
  const trpc = useTRPC();
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery(trpc.admin.users.list.queryOptions());
  const hide = () => show(null);
  return (
    <>
      <PageHeader
        title="Users"
        lead="Who may sign in, and what their role lets them do."
        actions={
          <Button look="primary" onClick={() => show({ what: "invite" })} disabled={!query.data}>
            <UserPlus aria-hidden /> Invite user
          </Button>
        }
      />
      <Listing what="users" query={query}>
        {({ members, me }) => <UserTable members={members} me={me} show={show} />}
      </Listing>
      {shown?.what === "invite" ? (
        <InviteForm made={(name, link) => show({ what: "made", name, invited: true, link })} close={hide} />
      ) : null}
      {shown?.what === "role" ? (
        <RoleForm member={shown.member} self={shown.member.id === query.data?.me} close={hide} />
      ) : null}
      {shown?.what === "link" || shown?.what === "sign_out" || shown?.what === "remove" ? (
        <ConfirmUser
          what={shown.what}
          member={shown.member}
          made={(link) => show({ what: "made", name: shown.member.name, invited: shown.member.invited, link })}
          close={hide}
        />
      ) : null}
      {shown?.what === "made" ? <LinkWindow {...shown} close={hide} /> : null}
    </>
  );
}

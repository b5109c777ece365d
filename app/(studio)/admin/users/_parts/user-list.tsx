"use client";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ConfirmUser } from "./confirm-user";
import { InviteForm } from "./invite-form";
import { LinkDialog } from "./link-dialog";
import { RoleForm } from "./role-form";
import type { Dialog } from "./user";
import { UserTable } from "./user-table";

export function UserList() {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery(trpc.admin.users.list.queryOptions());
  const closeDialog = () => openDialog(null);
  return (
    <>
      <PageHeader
        title="Users"
        lead="Who may sign in, and what their role lets them do."
        actions={
          <Button look="primary" onClick={() => openDialog({ what: "invite" })} disabled={!query.data}>
            <UserPlus aria-hidden /> Invite user
          </Button>
        }
      />
      <Listing
        what="users"
        query={query}
        table={({ members, me }) => <UserTable members={members} me={me} openDialog={openDialog} />}
        // Never empty: the admin who opens the page is a user too.
        empty={() => null}
      />
      {dialog?.what === "invite" ? (
        <InviteForm
          made={(name, link) => openDialog({ what: "made", name, invited: true, link })}
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "role" ? (
        <RoleForm member={dialog.member} self={dialog.member.id === query.data?.me} close={closeDialog} />
      ) : null}
      {dialog?.what === "link" || dialog?.what === "sign_out" || dialog?.what === "remove" ? (
        <ConfirmUser
          what={dialog.what}
          member={dialog.member}
          made={(link) => openDialog({ what: "made", name: dialog.member.name, invited: dialog.member.invited, link })}
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "made" ? <LinkDialog {...dialog} close={closeDialog} /> : null}
    </>
  );
}

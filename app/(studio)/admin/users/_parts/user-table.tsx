"use client";
import { CircleCheck, Hourglass, Link2, LogOut, TimerOff, UserCog, UserX } from "lucide-react";
import { Status } from "@/components/ui/badge";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import { ROLE_NAME } from "./roles";
import type { Dialog, Member } from "./user";

export function UserTable({
  members,
  me,
  openDialog,
}: {
  members: Member[];
  me: string;
  openDialog: (dialog: Dialog) => void;
}) {
  return (
    <Table label="Users">
      <thead className="bg-well">
        <tr>
          <Head>User</Head>
          <Head>Role</Head>
          <Head className="hidden sm:table-cell">Status</Head>
          <Head className="hidden md:table-cell">Last sign-in</Head>
          <Head className="hidden text-right lg:table-cell">Open sessions</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id}>
            <Cell className="max-w-56 sm:max-w-96">
              <p className="truncate font-medium">
                {member.name}
                {member.id === me ? <span className="font-normal text-quiet"> (you)</span> : null}
              </p>
              <p className="truncate text-label text-quiet">{member.email}</p>
            </Cell>
            <Cell>
              {ROLE_NAME[member.role]}
              {member.invited ? (
                <div className="text-label text-quiet sm:hidden">{member.linkExpiresAt ? "Invited" : "Ran out"}</div>
              ) : null}
            </Cell>
            <Cell className="hidden sm:table-cell">
              <MemberStatus member={member} />
            </Cell>
            <Cell className="hidden md:table-cell">
              {member.lastSignInAt ? <Time value={member.lastSignInAt} /> : <span className="text-quiet">Never</span>}
            </Cell>
            <Cell className="tabular hidden text-right lg:table-cell">{member.openSessions}</Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={member.name}>
                <MenuItem icon={UserCog} onSelect={() => openDialog({ what: "role", member })}>
                  Change role
                </MenuItem>
                <MenuItem icon={Link2} onSelect={() => openDialog({ what: "link", member })}>
                  {member.invited ? "New invitation link" : "Reset password"}
                </MenuItem>
                <MenuItem
                  icon={LogOut}
                  disabled={member.openSessions === 0}
                  onSelect={() => openDialog({ what: "sign_out", member })}
                >
                  Sign out everywhere
                </MenuItem>
                <MenuLine />
                <MenuItem icon={UserX} danger onSelect={() => openDialog({ what: "remove", member })}>
                  Remove
                </MenuItem>
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function MemberStatus({ member: { invited, linkExpiresAt } }: { member: Member }) {
  if (!invited)
    return (
      <div>
        <Status tone="good" icon={CircleCheck}>
          Active
        </Status>
        {linkExpiresAt ? <LinkUntil at={linkExpiresAt} what="Password link" /> : null}
      </div>
    );
  if (!linkExpiresAt)
    return (
      <Status tone="bad" icon={TimerOff}>
        Invitation ran out
      </Status>
    );
  return (
    <div>
      <Status tone="warn" icon={Hourglass}>
        Invited
      </Status>
      <LinkUntil at={linkExpiresAt} what="Link" />
    </div>
  );
}

function LinkUntil({ at, what }: { at: Date; what: string }) {
  return (
    <p className="text-label text-quiet">
      {what} good until <Time value={at} />
    </p>
  );
}

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { Link, Member } from "./user";

type ConfirmUserProps = {
  what: "link" | "sign_out" | "remove";
  member: Member;
  made: (link: Link) => void;
  close: () => void;
};

/** Asks for confirmation before a user loses a link, their sessions, or their place in the account. */
export function ConfirmUser({ what, member: { id, name, invited, openSessions }, made, close }: ConfirmUserProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.admin.users.pathFilter());
  const onError = ({ message }: { message: string }) => toast.error(message);
  const renew = useMutation(trpc.admin.users.renewLink.mutationOptions({ onSuccess: made, onError, onSettled }));
  const signOut = useMutation(
    trpc.admin.users.signOut.mutationOptions({
      onSuccess: ({ ended }) =>
        toast.success(`${name} is signed out: ${ended === 1 ? "one session" : `${ended} sessions`}.`),
      onError,
      onSettled,
    }),
  );
  const remove = useMutation(
    trpc.admin.users.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError,
      onSettled,
    }),
  );
  const text = {
    link: {
      title: invited ? `A new invitation for ${name}?` : `Reset the password of ${name}?`,
      text: invited
        ? "The link they have stops working. You get a new one to hand over, good for 72 hours."
        : "You get a link to hand over, good for 72 hours. The old password works until a new one is set.",
      action: "Make link",
      keep: "Leave it",
      run: () => renew.mutate({ id }),
    },
    sign_out: {
      title: `Sign ${name} out everywhere?`,
      text: `${openSessions === 1 ? "One session ends" : `${openSessions} sessions end`} at once. What was typed and not sent is kept in their browser.`,
      action: "Sign out",
      keep: "Leave them",
      run: () => signOut.mutate({ id }),
    },
    remove: {
      title: `Remove ${name}?`,
      text: "They are signed out at once and cannot come back unless you invite them again. What they did stays in the audit log.",
      action: "Remove user",
      keep: "Keep them",
      run: () => remove.mutate({ id }),
    },
  }[what];
  return (
    <Confirm
      open
      // The dialog that shows the link opens after this one.
      onOpenChange={close}
      title={text.title}
      text={text.text}
      action={text.action}
      keep={text.keep}
      onConfirm={text.run}
    />
  );
}

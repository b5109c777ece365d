"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OctagonX, PhoneOff } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import type { AccountSettings } from "./settings";
import { StopDialog } from "./stop-dialog";

/** The switch that stops all dialling of the account. */
export function StopPanel({ stopped }: Pick<AccountSettings, "stopped">) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const allow = useMutation(
    trpc.admin.account.allow.mutationOptions({
      onSuccess: () => toast.success("Dialling is allowed again."),
      onError: ({ message }) => toast.error(message),
      onSettled: () => queries.invalidateQueries(trpc.admin.account.pathFilter()),
    }),
  );
  return (
    <Panel title="Stop all dialling">
      {stopped ? (
        <div className="space-y-3">
          <Notice tone="bad" icon={OctagonX}>
            <p className="font-medium">All dialling is stopped: {stopped.reason}</p>
            <p>
              By {stopped.by}, <Time value={stopped.at} as="minute" />. Every start, dial and forward is refused.
            </p>
          </Notice>
          <Confirm
            title="Allow dialling again?"
            text="Flows may ring phones again at once, within the rules below."
            action="Allow dialling"
            keep="Leave it stopped"
            onConfirm={() => allow.mutate()}
          >
            <Button disabled={allow.isPending}>Allow dialling again</Button>
          </Confirm>
        </div>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-prose text-quiet">
            For an emergency: from the moment you confirm, no flow of this account rings anybody.
          </p>
          <Button look="danger" size="large" onClick={() => setAsking(true)}>
            <PhoneOff aria-hidden /> Stop all dialling
          </Button>
        </div>
      )}
      {isAsking ? <StopDialog close={() => setAsking(false)} /> : null}
    </Panel>
  );
}

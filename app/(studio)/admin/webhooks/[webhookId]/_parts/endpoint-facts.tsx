"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import type { Dialog, EndpointDetail } from "../../_parts/endpoint";
import { EndpointStatus } from "../../_parts/endpoint-status";
import { chosen } from "../../_parts/endpoint-table";

type EndpointFactsProps = { endpoint: EndpointDetail; openDialog: (dialog: Dialog) => void };

/** An endpoint's address, state and secret. */
export function EndpointFacts({ endpoint, openDialog }: EndpointFactsProps) {
  const { url, headers, formerUntil } = endpoint;
  return (
    <Panel>
      <Facts values="long">
        <Fact name="Address">
          <Mono className="break-all">{url}</Mono>
        </Fact>
        <Fact name="State">
          <EndpointStatus {...endpoint} />
        </Fact>
        <Fact name="Events">{chosen(endpoint)}</Fact>
        {headers.length > 0 ? (
          <Fact name="Headers">
            <Mono className="break-all">{headers.join(", ")}</Mono>
          </Fact>
        ) : null}
        <Fact name="Secret">
          <span className="flex flex-wrap items-center gap-2">
            {formerUntil ? <FormerSecret id={endpoint.id} until={formerUntil} /> : "One secret signs"}
            <Button size="small" onClick={() => openDialog({ what: "rotate", endpoint })}>
              Rotate secret
            </Button>
          </span>
        </Fact>
      </Facts>
    </Panel>
  );
}

function FormerSecret({ id, until }: { id: string; until: Date }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const drop = useMutation(
    trpc.admin.webhooks.dropFormer.mutationOptions({
      onSuccess: () => toast.success("Messages are signed with the present secret alone."),
      onError: ({ message }) => toast.error(message),
      onSettled: () => queries.invalidateQueries(trpc.admin.webhooks.pathFilter()),
    }),
  );
  return (
    <>
      <span>
        The former secret signs, too, until <Time value={until} />
      </span>
      <Button size="small" onClick={() => drop.mutate({ id })}>
        End the former secret
      </Button>
    </>
  );
}

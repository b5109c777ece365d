"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useCallback, useEffect } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { argumentsFor } from "./arguments-for";
import { CurlHint } from "./curl-hint";
import { FlowChoice } from "./flow-choice";
import { takeRing } from "./ring-soon";
import type { Setup } from "./setup";

const CHOICE = { flow: parseAsString, draft: parseAsBoolean.withDefault(false) };
const LINK = "text-accent-ink underline underline-offset-2";

type PanelProps = { setup: Setup | null; numbers: string[]; isOn: boolean };

/** Starts a flow, or its draft, for the two phones, by a button or by the request below it. `isOn`: the phones can be answered. */
export function RingPanel({ setup, numbers, isOn }: PanelProps) {
  const [choice, choose] = useQueryStates(CHOICE);
  if (!setup) return <Skeleton className="h-16" />;
  const flow = setup.flows.find(({ id }) => id === choice.flow) ?? setup.flows[0];
  if (!flow)
    return (
      <p className="rounded-card border border-line bg-panel p-4 text-quiet">
        <Link href="/flows" className={LINK}>
          Create a flow
        </Link>{" "}
        first: then it can ring these phones, published or as a draft.
      </p>
    );
  const draft = flow.published === null || choice.draft;
  return (
    <section aria-label="Ring the phones" className="rounded-card border border-line bg-panel">
      <Ring key={`${flow.id} ${draft}`} setup={setup} numbers={numbers} isOn={isOn} flow={flow.id} draft={draft}>
        <FlowChoice flows={setup.flows} flow={flow} draft={draft} choose={(next) => void choose(next)} />
      </Ring>
    </section>
  );
}

type RingProps = PanelProps & { setup: Setup; flow: string; draft: boolean; children: React.ReactNode };

function Ring({ setup, numbers, isOn, flow: id, draft, children }: RingProps) {
  const trpc = useTRPC();
  const { data: flow, error } = useQuery({ ...trpc.phone.flow.queryOptions({ id, draft }), staleTime: 0 });
  const ring = useMutation(
    trpc.phone.ring.mutationOptions({
      onError: ({ message }) => toast.error(`The phones do not ring: ${message}`),
    }),
  );
  const mayRing = setup.mayRing && flow !== undefined && !ring.isPending;
  const { mutate } = ring;
  const ringNow = useCallback(() => {
    if (flow) mutate({ flow: id, draft, arguments: argumentsFor(flow, numbers) });
  }, [mutate, flow, id, draft, numbers]);
  // What was asked for before the page opened rings once, as soon as it can.
  useEffect(() => {
    if (isOn && mayRing && takeRing(id)) ringNow();
  }, [isOn, mayRing, id, ringNow]);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <div className="min-w-0 flex-1 space-y-1">
          {children}
          <p className="text-quiet" role="status">
            {ring.data ? (
              <>
                Started.{" "}
                <Link href={`/interactions/${ring.data.interaction}`} className={LINK}>
                  Follow the interaction
                </Link>
              </>
            ) : error ? (
              error.message
            ) : draft ? (
              "Rings as it is edited now. Requests start what is published."
            ) : (
              "Rings as requests start it."
            )}
          </p>
        </div>
        <Button look="primary" size="large" disabled={!mayRing} onClick={ringNow}>
          <BellRing aria-hidden /> {ring.isPending ? "Starting…" : "Ring the phones"}
        </Button>
      </div>
      {flow && !draft ? <CurlHint setup={setup} flow={flow} numbers={numbers} /> : null}
    </>
  );
}

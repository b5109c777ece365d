"use client";
import { useMutation } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { argumentsFor } from "./arguments-for";
import { CurlHint } from "./curl-hint";
import type { Setup } from "./setup";

/** Starts the flow for the two phones, by a button or by the request below it. */
export function RingPanel({ setup, numbers }: { setup: Setup | null; numbers: string[] }) {
  const trpc = useTRPC();
  const ring = useMutation(
    trpc.phone.ring.mutationOptions({
      onError: ({ message }) => toast.error(`The phones do not ring: ${message}`),
    }),
  );
  if (!setup) return <Skeleton className="h-16" />;
  const { flow, mayRing } = setup;
  if (!flow)
    return (
      <p className="rounded-card border border-line bg-panel p-4 text-quiet">
        Publish a flow first: then it can ring these phones.
      </p>
    );
  return (
    <section aria-label="Ring the phones" className="rounded-card border border-line bg-panel">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <div className="min-w-0">
          <p className="font-medium">{flow.name}</p>
          <p className="text-quiet" role="status">
            {ring.data ? (
              <>
                Started.{" "}
                <Link
                  href={`/interactions/${ring.data.interaction}`}
                  className="text-accent-ink underline underline-offset-2"
                >
                  Follow the interaction
                </Link>
              </>
            ) : (
              "Calls the customer, then joins the agent."
            )}
          </p>
        </div>
        <Button
          look="primary"
          size="large"
          disabled={!mayRing || ring.isPending}
          onClick={() => ring.mutate({ flow: flow.id, arguments: argumentsFor(flow, numbers) })}
        >
          <BellRing aria-hidden /> {ring.isPending ? "Starting…" : "Ring the phones"}
        </Button>
      </div>
      <CurlHint setup={setup} flow={flow} numbers={numbers} />
    </section>
  );
}

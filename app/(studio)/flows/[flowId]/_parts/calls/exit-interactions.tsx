"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/_parts/trpc";
import { listLink } from "@/app/(studio)/_parts/list-link";
import type { CountedExit } from "@/components/editor/calls/counted-steps";
import { ErrorState } from "@/components/ui/error-state";
import { Mono } from "@/components/ui/mono";
import { Loading } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { OUTCOME } from "../../../../interactions/_parts/status-badge";
import type { FlowCalls } from "./flow-calls";

/** The latest ones that are shown here; the list has the others. */
const SHOWN = 5;

export type Source = { flow: string; version: string };
type Props = { exit: CountedExit; period: FlowCalls["period"]; source: Source };

/** The latest interactions that left a step by an exit, and the way to all of them. */
export function ExitInteractions({ exit: { step, exit, number }, period, source }: Props) {
  const figure = exit === "" ? { step } : { step, exit };
  const filters = {
    ...{ ...source, ...figure },
    ...{ since: new Date(period.from).toISOString(), until: new Date(period.to).toISOString() },
  };
  const { data, error, refetch } = useQuery({
    ...useTRPC().interactions.list.queryOptions({ filters }),
    enabled: number > 0,
  });
  if (number === 0) return <p className="text-quiet">No call went this way in this period.</p>;
  if (error)
    return (
      <ErrorState title="The interactions could not be loaded" retry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  if (!data) return <Loading what="interactions" />;
  if (data.lines.length === 0)
    return <p className="text-quiet">None of these interactions is kept any more, as the account's settings say.</p>;
  return (
    <>
      <ul aria-label="Latest interactions">
        {data.lines.slice(0, SHOWN).map(({ id, startedAt, contact, outcome }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
            <Link href={`/interactions/${id}`} className="text-accent-ink underline underline-offset-2">
              <Time value={startedAt} />
            </Link>
            {contact === null ? null : <Mono>{contact}</Mono>}
            <span className="text-quiet">{outcome === null ? "Live" : OUTCOME[outcome]}</span>
          </li>
        ))}
      </ul>
      <Link
        href={listLink(source, period, figure)}
        className="mt-1 inline-block font-medium text-accent-ink underline underline-offset-2"
      >
        All in the list of interactions
      </Link>
    </>
  );
}

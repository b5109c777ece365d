"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { Way } from "./way";

type Props = { backtest: string; interaction: string; number: number };

/** One call twice, side by side: the way that was recorded, on its version's canvas, and the draft's on the draft's. */
export function TwoWays({ backtest, interaction, number }: Props) {
  const { data, error, refetch } = useQuery({
    ...useTRPC().flows.backtests.compare.queryOptions({ backtest, interaction }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error)
    return (
      <ErrorState title="The two ways could not be loaded" retry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  if (!data) return <Loading what="the two ways" />;
  const { recorded, drafted, stopped, at } = data;
  return (
    <div className="grid min-h-0 flex-1 max-lg:auto-rows-[minmax(24rem,1fr)] max-lg:overflow-y-auto lg:grid-cols-2 lg:divide-x lg:divide-line">
      <Way title={`As it was, version ${number}`} way={recorded} at={at} />
      <Way title="With the draft" way={drafted} at={at} stopped={stopped} />
    </div>
  );
}

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleHelp, Equal, Split, TriangleAlert } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { type Backtest, callsText, type Group } from "./backtest";

type Props = { trial: Backtest; shown: number | null; onShow: (nth: number) => void };

/** How far a trial is, what came of it in three numbers, and its differences, the most frequent first. */
export function Findings({ trial, shown, onShow }: Props) {
  const { startsAt, endsAt, state, why, groups, same, other, unknown } = trial;
  return (
    <>
      {state === "running" ? <Progress trial={trial} /> : null}
      {why ? (
        <Notice tone="warn" icon={TriangleAlert}>
          {why}
        </Notice>
      ) : null}
      <dl aria-label="What the draft makes of the calls" className="grid grid-cols-3 gap-2">
        <Count what="Same way" count={same} icon={Equal} />
        <Count what="Other way" count={other} icon={Split} />
        <Count what="Cannot say" count={unknown} icon={CircleHelp} />
      </dl>
      <p className="text-label text-quiet">
        {callsText(same + other + unknown)} from <Time value={startsAt} as="minute" /> to{" "}
        <Time value={endsAt} as="minute" />
      </p>
      {groups.length > 0 ? (
        <ul aria-label="First differences" className="-mx-4 divide-y divide-line border-line border-y">
          {groups.map((group) => (
            <li key={group.nth}>
              <Difference group={group} isShown={group.nth === shown} onShow={() => onShow(group.nth)} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Count({ what, count, icon: Icon }: { what: string; count: number; icon: typeof Equal }) {
  return (
    <div className="rounded-card border border-line px-3 py-2">
      <dt className="flex items-center gap-1 text-label text-quiet">
        <Icon aria-hidden className="size-3.5 shrink-0" /> {what}
      </dt>
      <dd className="tabular font-semibold text-reading">{count.toLocaleString("en")}</dd>
    </div>
  );
}

function Difference({ group, isShown, onShow }: { group: Group; isShown: boolean; onShow: () => void }) {
  const { kind, message, number } = group;
  const Icon = kind === "other" ? Split : CircleHelp;
  return (
    <button
      type="button"
      aria-current={isShown ? "true" : undefined}
      onClick={onShow}
      className={classNames(
        "grid w-full gap-0.5 px-4 py-2.5 text-left focus-visible:-outline-offset-2",
        isShown ? "bg-accent-wash" : "hover:bg-hover",
      )}
    >
      <span className="flex items-center gap-1.5 font-medium">
        <Icon aria-hidden className="size-3.5 shrink-0 text-quiet" /> {callsText(number)}
      </span>
      <span>{message}</span>
    </button>
  );
}

function Progress({ trial: { id, total, same, other, unknown } }: { trial: Backtest }) {
  const { may } = useEditor();
  const { backtests } = useTRPC().flows;
  const queries = useQueryClient();
  const stop = useMutation(
    backtests.stop.mutationOptions({
      onSettled: () => queries.invalidateQueries(backtests.get.queryFilter({ backtest: id })),
      onError: ({ message }) => toast.error(`Not stopped: ${message}`),
    }),
  );
  const tried = same + other + unknown;
  return (
    <div className="space-y-2">
      <progress aria-label="Calls tried" className="h-2 w-full accent-accent" value={tried} max={total} />
      <p className="flex items-center justify-between gap-2 text-label text-quiet">
        <span>
          {tried.toLocaleString("en")} of {callsText(total)}. It goes on when you close this.
        </span>
        {may.edit ? (
          <Button size="small" disabled={stop.isPending} onClick={() => stop.mutate({ backtest: id })}>
            Stop
          </Button>
        ) : null}
      </p>
    </div>
  );
}

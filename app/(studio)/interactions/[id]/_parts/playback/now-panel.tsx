"use client";
import { RadioTower } from "lucide-react";
import { memo, type ReactNode } from "react";
import { VerbList } from "@/components/editor/test/verb-list";
import { Mono } from "@/components/ui/mono";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Time } from "@/components/ui/time";
import type { Draft } from "@/engine/edit/draft";
import type { Moment } from "@/engine/playback/moment";
import type { Playback } from "./playback";

/** Messages before the shown moment that are listed. */
const LISTED = 6;

type Props = { playback: Playback; moment: Moment; index: number };

/** What was so at the shown moment: the step, what the contact heard, what had come by then, and the variables. */
export const NowPanel = memo(function NowPanel({ playback, moment, index }: Props) {
  const { document, frames, hears, variables } = playback;
  const { step, heard, values } = moment;
  const name = step === null ? null : ((document as Draft).steps[step]?.name ?? step);
  const first = Math.max(0, index + 1 - LISTED);
  const told = frames.slice(first, index + 1).map((frame, nth) => ({ ...frame, nth: first + nth }));
  return (
    <ScrollRegion
      label="At this moment"
      className="divide-y divide-line overflow-y-auto focus-visible:-outline-offset-2 max-lg:border-line max-lg:border-t lg:max-h-110"
    >
      <Part title="Step">
        <p className="font-medium">{name ?? "Over"}</p>
      </Part>
      <Part title="What the contact hears">
        {heard ? (
          <div className="space-y-1">
            <VerbList verbs={heard} />
          </div>
        ) : (
          <p className="text-quiet">
            {hears
              ? "Nothing."
              : "Not known any more: the recording does not run as it did, since a person was erased from it or Patchcord has changed."}
          </p>
        )}
      </Part>
      <Part title="What has come, the latest first">
        <ol className="space-y-1">
          {told.toReversed().map(({ nth, at, words, from }) => (
            <li key={nth} className="flex items-baseline gap-2">
              <span className="shrink-0 text-label text-quiet">
                <Time value={at} as="clock" />
              </span>
              <span className="min-w-0">
                {words}
                {from === "carrier" ? (
                  <RadioTower aria-label="(reported by the carrier)" className="ml-1 inline size-3.5 text-quiet" />
                ) : null}
              </span>
            </li>
          ))}
        </ol>
      </Part>
      {variables.length > 0 ? (
        <Part title="Variables by then">
          <dl className="space-y-0.5">
            {variables.map(({ name: variable }) => (
              <div key={variable} className="flex flex-wrap justify-between gap-x-3">
                <dt className="min-w-0 truncate">
                  <Mono>{variable}</Mono>
                </dt>
                <dd className="ml-auto min-w-0 break-all">
                  <Value value={values.get(variable)} />
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      ) : null}
    </ScrollRegion>
  );
});

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-1 px-4 py-2.5">
      <h3 className="text-label text-quiet">{title}</h3>
      {children}
    </section>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span className="text-label text-quiet">not set</span>;
  return <Mono>{String(value)}</Mono>;
}

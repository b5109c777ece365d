"use client";
import { ArrowRight, CircleX, Database, type LucideIcon, Phone, Split, Square, TriangleAlert, Zap } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { type Hue, IconTile } from "@/components/ui/icon-tile";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { RunningTime } from "../../_parts/running-time";
import type { Detail } from "./detail";
import { StepAnswered } from "./step-answered";
import { StepTries } from "./step-tries";

type Step = Detail["steps"][number];

const ICONS: Record<Hue, LucideIcon> = { trigger: Zap, voice: Phone, logic: Split, data: Database, end: Square };

/** The executed steps, in order. Each leads to its place in the flow's draft. */
export function Steps({ flowId, steps }: { flowId: string; steps: Step[] }) {
  return (
    <Panel title="Steps" aside={<span className="text-label text-quiet">{steps.length} executed</span>} flush>
      <ol>
        {steps.map((step) => (
          <li key={step.visit} className="flex gap-3 border-line border-t px-4 py-3 first:border-t-0">
            <IconTile hue={step.group as Hue} icon={ICONS[step.group as Hue] ?? Split} />
            <div className="min-w-0 flex-1 space-y-2">
              <StepHead flowId={flowId} step={step} />
              <StepAnswered answered={step.answered} />
              <StepTries tries={step.tries} />
              <StepTrouble step={step} />
              {step.set.length > 0 ? <StepValues set={step.set} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function StepHead({ flowId, step }: { flowId: string; step: Step }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <p className="min-w-0">
        <Link
          href={`/flows/${flowId}?${new URLSearchParams({ step: step.step })}`}
          prefetch={false}
          title="Show it in the flow"
          className="mr-2 rounded-tag font-medium underline-offset-2 hover:underline"
        >
          {step.name}
        </Link>
        {step.componentLabel === step.name ? null : (
          <span className="whitespace-nowrap text-label text-quiet">{step.componentLabel}</span>
        )}
      </p>
      <p className="flex items-center gap-3 text-label text-quiet">
        <Time value={step.enteredAt} as="clock" />
        <RunningTime from={step.enteredAt} to={step.leftAt} />
        <Exit step={step} />
      </p>
    </div>
  );
}

function Exit({ step: { leftAt, exit, exitLabel, error } }: { step: Step }) {
  if (leftAt === null)
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-live">
        <span aria-hidden className="size-1.5 animate-pulse-live rounded-round bg-live" /> Running
      </span>
    );
  if (exit === null) return null;
  return (
    <Badge tone={error ? "bad" : "off"} icon={error ? CircleX : ArrowRight}>
      {exitLabel}
    </Badge>
  );
}

function ToCarriers() {
  return (
    <Link href="/admin/carriers" className="text-accent-ink underline underline-offset-2">
      Go to carriers
    </Link>
  );
}

function StepTrouble({ step: { error, warnings } }: { step: Step }) {
  return (
    <>
      {error ? (
        <Notice tone="bad" icon={CircleX}>
          {error.message} {error.code === "carrier_auth" ? <ToCarriers /> : null}
        </Notice>
      ) : null}
      {warnings.map(({ code, message }) => (
        <Notice key={code} tone="warn" icon={TriangleAlert}>
          {message}
        </Notice>
      ))}
    </>
  );
}

function StepValues({ set }: { set: Step["set"] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-label">
      {set.map(({ name, value }) => (
        <li key={name}>
          <Mono className="text-quiet">{name}</Mono> = <Mono>{JSON.stringify(value)}</Mono>
        </li>
      ))}
    </ul>
  );
}

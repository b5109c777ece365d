"use client";
import { Braces, Zap } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Cell, Row } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FlowRow } from "./flow/flow";
import { FlowMenu } from "./flow-menu";
import { FlowStatus } from "./flow-status";
import { LabelChip } from "./label-chip";
import { Sparkline } from "./sparkline";
import type { FlowActions } from "./use-flow-actions";

type FlowLineProps = { flow: FlowRow; actions: FlowActions };

/** A row of the list. A click anywhere on it follows the link of the flow's name. */
export function FlowLine({ flow, actions }: FlowLineProps) {
  return (
    <Row className="relative hover:bg-hover focus-within:bg-hover">
      <Cell className="w-full max-w-0 py-2">
        <FlowName flow={flow} />
      </Cell>
      <Cell className="hidden xl:table-cell">
        <span className="flex items-center gap-1.5">
          <Zap aria-hidden className="size-3.5 text-trigger" /> {flow.trigger.label}
        </span>
      </Cell>
      <Cell className="!whitespace-normal min-w-32">
        <FlowStatus {...flow} />
      </Cell>
      <Cell className="hidden lg:table-cell">
        <Time value={flow.changedAt} as="minute" />
        {flow.changedBy ? <p className="max-w-40 truncate text-label text-quiet">{flow.changedBy}</p> : null}
      </Cell>
      <Cell className="hidden md:table-cell">
        <span className="flex items-center gap-3">
          <span className="tabular w-8 text-right">{flow.interactions24h}</span>
          <Sparkline values={flow.spark} />
        </span>
      </Cell>
      <Cell className="tabular hidden text-right sm:table-cell">
        {flow.answeredRate === null ? <span className="text-quiet">–</span> : percent(flow.answeredRate)}
      </Cell>
      <Cell className="relative pl-0 text-right sm:pl-0">
        <span className="flex items-center justify-end gap-1">
          <Button
            size="small"
            look="ghost"
            className="max-lg:hidden"
            aria-label={`Request details of ${flow.name}`}
            onClick={() => actions.openDialog({ what: "request", flow })}
          >
            <Braces aria-hidden /> Request details
          </Button>
          <FlowMenu flow={flow} actions={actions} />
        </span>
      </Cell>
    </Row>
  );
}

function FlowName({ flow: { id, name, description, labels, interactions24h, answeredRate } }: { flow: FlowRow }) {
  return (
    <div className="min-w-0">
      <Link
        href={`/flows/${id}`}
        className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-offset-4"
      >
        {name}
      </Link>
      {description || labels.length > 0 ? (
        <div className="flex min-w-0 items-center gap-1">
          {labels.length > 0 ? <FlowLabelChips labels={labels} /> : null}
          {description ? <p className="min-w-32 flex-1 truncate text-quiet">{description}</p> : null}
        </div>
      ) : null}
      <p className="truncate text-label text-quiet md:hidden">
        {interactions24h} in 24 h{answeredRate === null ? null : ` · ${percent(answeredRate)} answered`}
        <span className="sm:hidden">{labels.length > 0 ? ` · ${labels.join(", ")}` : null}</span>
      </p>
    </div>
  );
}

/** The first labels, and how many more there are. */
function FlowLabelChips({ labels }: { labels: string[] }) {
  const more = labels.slice(MAX_LABELS);
  return (
    <span className="hidden shrink-0 gap-1 sm:flex">
      {labels.slice(0, MAX_LABELS).map((label) => (
        <LabelChip key={label}>
          <span className="truncate">{label}</span>
        </LabelChip>
      ))}
      {more.length > 0 ? (
        <LabelChip>
          <span title={more.join(", ")}>+{more.length}</span>
        </LabelChip>
      ) : null}
    </span>
  );
}

const MAX_LABELS = 3;
const percent = (share: number) => `${Math.round(share * 100)} %`;

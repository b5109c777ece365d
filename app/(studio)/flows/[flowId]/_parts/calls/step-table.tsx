"use client";
import { ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ExitOf } from "@/components/canvas/layout/ids";
import type { CountedExit, CountedStep } from "@/components/editor/calls/counted-steps";
import { isLong, percent } from "@/components/editor/calls/drawn-figures";
import type { LiveCalls } from "@/components/editor/calls/live-calls";
import { classNames } from "@/components/ui/class-names";
import { duration } from "@/components/ui/duration";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { ExitInteractions, type Source } from "./exit-interactions";
import type { FlowCalls } from "./flow-calls";
import { LiveInStep } from "./live-now";

type Props = {
  steps: readonly CountedStep[];
  live: LiveCalls;
  calls: FlowCalls;
  source: Source;
  chosen: ExitOf | null;
  onChoose: (exit: ExitOf | null) => void;
  /** Shows a step on the canvas. */
  onShow: (step: string) => void;
};

/** The canvas's figures as a table: a part for each step, with a line for each exit that opens the interactions behind it. */
export function StepTable({ steps, live, calls, source, chosen, onChoose, onShow }: Props) {
  return (
    <Table label="Calls by step and exit">
      <thead>
        <tr>
          <Head>Step and exit</Head>
          <Head className="text-right">Times</Head>
          <Head className="text-right">Share</Head>
        </tr>
      </thead>
      {steps.map((counted) => (
        <tbody key={counted.step}>
          <StepRow counted={counted} live={live} onShow={onShow} />
          {counted.exits.map((exit) => (
            <ExitRows
              key={exit.exit}
              exit={exit}
              of={counted.name}
              isOpen={chosen?.step === exit.step && chosen.exit === exit.exit}
              calls={calls}
              source={source}
              onChoose={(next) => {
                onChoose(next);
                if (next) onShow(next.step);
              }}
            />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

type StepRowProps = Pick<Props, "live" | "onShow"> & { counted: CountedStep };

function StepRow({ counted, live, onShow }: StepRowProps) {
  const { step, name, visits, median, p95 } = counted;
  return (
    <Row className="bg-well">
      <th scope="rowgroup" className="px-4 py-1.5 text-left align-baseline font-normal">
        <button type="button" className="font-semibold hover:underline" onClick={() => onShow(step)}>
          {name}
        </button>{" "}
        <LiveInStep live={live} step={step} />
        {median === null || !isLong(p95) ? null : (
          <p className="text-label text-quiet">
            median {duration(median * 1000)}
            {p95 === null ? null : `, 95 % within ${duration(p95 * 1000)}`}
          </p>
        )}
      </th>
      <Cell className="tabular text-right align-baseline">{visits.toLocaleString("en")}</Cell>
      <Cell />
    </Row>
  );
}

/** Many short lines: closer together than in a list of things. */
const FIGURE = "tabular !h-8 !py-0.5 text-right";

type ExitRowsProps = {
  exit: CountedExit;
  of: string;
  isOpen: boolean;
  calls: FlowCalls;
  source: Source;
  onChoose: (exit: ExitOf | null) => void;
};

function ExitRows({ exit: counted, of, isOpen, calls, source, onChoose }: ExitRowsProps) {
  const { step, exit, label, leadsTo, number, share } = counted;
  const row = useRef<HTMLTableRowElement>(null);
  // Chosen on the canvas, the line may lie outside of what is scrolled to.
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  return (
    <>
      <Row ref={row} className={classNames(isOpen && "bg-accent-wash")}>
        <Cell className="!h-8 !py-0.5 whitespace-normal">
          <button
            type="button"
            aria-expanded={isOpen}
            className="flex min-h-6 items-center gap-1 text-left hover:underline"
            onClick={() => onChoose(isOpen ? null : { step, exit })}
          >
            <ChevronRight aria-hidden className={classNames("size-3.5 shrink-0 text-quiet", isOpen && "rotate-90")} />
            <span>
              <span className="sr-only">{of}:</span> {label} <span className="sr-only">interactions</span>
              {leadsTo === null ? null : (
                <span aria-hidden className="text-quiet">
                  → {leadsTo}
                </span>
              )}
            </span>
          </button>
        </Cell>
        <Cell className={FIGURE}>{number.toLocaleString("en")}</Cell>
        <Cell className={FIGURE}>{share === null ? "–" : percent(share)}</Cell>
      </Row>
      {isOpen ? (
        <tr className="bg-accent-wash">
          <td colSpan={3} className="px-4 pb-2">
            <ExitInteractions exit={counted} period={calls.period} source={source} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

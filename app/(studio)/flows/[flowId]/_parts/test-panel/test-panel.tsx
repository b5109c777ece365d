"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import type { Trace } from "@/components/editor/session/editor-context";
import { marksOf, pathOf } from "@/components/editor/test/marks";
import { simulationOf, useRun } from "@/components/editor/test/use-run";
import { registry } from "@/components/flow/registry";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import type { Draft } from "@/engine/edit/draft";
import { NEW_ACCOUNT_RULES } from "@/engine/ring-rules/rules";
import type { AccountRules } from "@/engine/simulate";
import type { AccountNames, Problem } from "@/engine/verify";
import { RunView } from "./run-view";
import { SavedTests } from "./saved-tests";
import { SetupForm } from "./setup-form";

type TestPanelProps = {
  draft: Draft;
  names: AccountNames;
  /** False while `problems` are those of an earlier draft. */
  verified: boolean;
  problems: readonly Problem[];
  flowId: string;
  readOnly: boolean;
  /** Called with what the canvas is to show: the marks of the visited steps and the path of a run, what the saved tests do not take. */
  onTrace: (part: Partial<Trace>) => void;
  onClose: () => void;
};

const usable = ({ number }: AccountNames) =>
  [...number].filter(([, facts]) => facts.usable !== false).map(([name]) => name);

/** Until the account's are read: any country may be rung. */
const UNKNOWN_RULES: AccountRules = {
  ring_rules: { ...NEW_ACCOUNT_RULES, countries: { allow: "any" } },
  ...{ numbers: [], time_zone: "UTC", stopped: null },
};

const NOTHING_RUNS: Partial<Trace> = { marks: new Map(), path: null };

/** Runs the draft in the simulator: the real engine, people played by the user, and a virtual clock. */
export function TestPanel(props: TestPanelProps) {
  const { draft, names, verified, problems, flowId, readOnly, onTrace, onClose } = props;
  const [view, setView] = useState("run");
  const { run, act } = useRun(registry);
  const simulation = run ? simulationOf(run) : null;
  const trpc = useTRPC();
  const { data: rules = UNKNOWN_RULES } = useQuery(trpc.flows.ringRules.queryOptions());
  const account = useMemo(() => ({ ...rules, numbers: usable(names) }), [names, rules]);

  useEffect(() => {
    onTrace(simulation ? { marks: marksOf(simulation), path: pathOf(simulation) } : NOTHING_RUNS);
  }, [simulation, onTrace]);
  useEffect(() => () => onTrace(NOTHING_RUNS), [onTrace]);

  return (
    <section aria-label="Test" className="flex h-full min-h-0 min-w-0 flex-col bg-panel">
      <header className="flex items-center gap-2 border-line border-b py-1.5 pr-1.5 pl-4">
        <h2 className="font-semibold">Test</h2>
        <Segmented
          aria-label="What to show"
          value={view}
          choices={[
            { value: "run", label: "Run" },
            { value: "saved", label: "Saved tests" },
          ]}
          onChange={setView}
          className="ml-auto w-48"
        />
        <IconButton label="Close the test" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      {view === "saved" ? (
        <SavedTests
          draft={draft}
          account={account}
          flowId={flowId}
          readOnly={readOnly}
          onTrace={onTrace}
          onShow={(shownRun) => {
            act({ do: "begin", run: shownRun });
            setView("run");
          }}
        />
      ) : run ? (
        <RunView run={run} act={act} changed={run.draft !== draft} flowId={flowId} readOnly={readOnly} />
      ) : (
        <SetupForm
          draft={draft}
          account={account}
          verified={verified}
          problems={problems}
          flowId={flowId}
          onBegin={(begun) => act({ do: "begin", run: begun })}
        />
      )}
    </section>
  );
}

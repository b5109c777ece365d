"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ClipboardCheck, ListChecks } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { untestedFigures } from "@/components/editor/coverage/untested-figures";
import type { Trace } from "@/components/editor/session/editor-context";
import { runOfTest } from "@/components/editor/test/run-of-test";
import type { Run } from "@/components/editor/test/use-run";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { exitsNotTaken } from "@/engine/coverage";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, runFlowTest, type TestResult } from "@/engine/simulate";
import { Coverage } from "./coverage";
import { SavedTest } from "./saved-test";

type SavedTestsProps = {
  draft: Draft;
  account: AccountRules;
  flowId: string;
  readOnly: boolean;
  /** Shows on the canvas what the tests do not take; null while that is not known. */
  onTrace: (part: Pick<Trace, "figures">) => void;
  /** Opens the run of a test. */
  onShow: (run: Run) => void;
};

const NO_RESULTS: ReadonlyMap<string, TestResult> = new Map();

/** The flow's saved tests; they run in the browser, on the current draft. */
export function SavedTests({ draft, account, flowId, readOnly, onTrace, onShow }: SavedTestsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const tests = useQuery(trpc.flows.tests.list.queryOptions({ id: flowId }));
  const [results, setResults] = useState<{ of: Draft; byTest: ReadonlyMap<string, TestResult> } | null>(null);
  const remove = useMutation(
    trpc.flows.tests.remove.mutationOptions({
      onSuccess: () => toast.success("The test is removed"),
      onError: ({ message }) => toast.error(`The test could not be removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.flows.tests.list.queryFilter({ id: flowId })),
    }),
  );
  // Results of an earlier draft are not shown.
  const byTest = results?.of === draft ? results.byTest : NO_RESULTS;
  // What is left out is only known once all of them have run.
  const notTaken = useMemo(() => {
    const ran = (tests.data ?? []).map(({ id }) => byTest.get(id));
    if (ran.length === 0 || !ran.every((result) => result !== undefined)) return null;
    return exitsNotTaken(
      registry,
      draft,
      ran.map(({ path }) => path),
    );
  }, [tests.data, byTest, draft]);
  useEffect(() => {
    onTrace({ figures: notTaken && untestedFigures(registry, draft, notTaken) });
    return () => onTrace({ figures: null });
  }, [notTaken, draft, onTrace]);

  function run(selected: readonly { id: string; scenario: FlowTest }[]) {
    const made = selected.map(({ id, scenario }) => [id, runFlowTest(registry, draft, scenario, account)] as const);
    setResults({ of: draft, byTest: new Map([...byTest, ...made]) });
  }
  function show(scenario: FlowTest) {
    const made = runOfTest(registry, draft, scenario, account);
    if (made) onShow(made);
    else toast.error("The test cannot be shown: the draft cannot run yet. Run the test to see why.");
  }

  if (tests.isPending)
    return (
      <div className="space-y-2 p-4">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    );
  if (tests.isError)
    return (
      <ErrorState title="The tests cannot be shown" retry={() => tests.refetch()}>
        {tests.error.message}
      </ErrorState>
    );
  if (tests.data.length === 0)
    return (
      <EmptyState icon={ClipboardCheck} title="No tests of this flow yet">
        <p>Run a test to its end and save it. Publishing then runs it each time.</p>
      </EmptyState>
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-between gap-2 border-line border-b px-4 py-2">
        <p role="status" className="text-quiet">
          {summary(tests.data.length, byTest)}
        </p>
        <Button onClick={() => run(tests.data)}>
          <ListChecks aria-hidden /> Run all
        </Button>
      </div>
      {notTaken ? (
        <Coverage
          draft={draft}
          account={account}
          flowId={flowId}
          readOnly={readOnly}
          notTaken={notTaken}
          existing={tests.data}
          onMade={(id, scenario) => run([{ id, scenario }])}
        />
      ) : null}
      <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
        {tests.data.map((test) => (
          <SavedTest
            key={test.id}
            name={test.name}
            scenario={test.scenario}
            result={byTest.get(test.id) ?? null}
            readOnly={readOnly}
            onRun={() => run([test])}
            onShow={() => show(test.scenario)}
            onRemove={() => remove.mutate({ id: flowId, test: test.id })}
          />
        ))}
      </ul>
    </div>
  );
}

function summary(count: number, byTest: ReadonlyMap<string, TestResult>): string {
  const tests = count === 1 ? "1 test" : `${count} tests`;
  if (byTest.size === 0) return tests;
  const failed = [...byTest.values()].filter(({ ok }) => !ok).length;
  return failed === 0 ? `${byTest.size} of ${tests} passed` : `${failed} of ${tests} failed`;
}

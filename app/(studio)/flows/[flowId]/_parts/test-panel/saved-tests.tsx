"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ClipboardCheck, ListChecks } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { runOfTest } from "@/components/editor/test/run-of-test";
import type { Run } from "@/components/editor/test/use-run";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, runFlowTest, type TestResult } from "@/engine/simulate";
import { SavedTest } from "./saved-test";

type SavedTestsProps = {
  draft: Draft;
  account: AccountRules;
  flowId: string;
  readOnly: boolean;
  /** Opens the run of a test. */
  onShow: (run: Run) => void;
};

/** The flow's saved tests; they run in the browser, on the current draft. */
export function SavedTests({ draft, account, flowId, readOnly, onShow }: SavedTestsProps) {
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
  const byTest = results?.of === draft ? results.byTest : new Map<string, TestResult>();

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

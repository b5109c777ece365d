"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import type { ExitOf } from "@/components/canvas/layout/ids";
import { testInputs } from "@/components/editor/test/inputs";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { toast } from "@/components/ui/toaster";
import { exitsToTake, findWay } from "@/engine/coverage";
import type { Draft } from "@/engine/edit/draft";
import { exitLabel } from "@/engine/edit/exits";
import { type AccountRules, type FlowTest, flowTest, TEST_STARTS_AT, testOfRun } from "@/engine/simulate";

type CoverageProps = {
  draft: Draft;
  account: AccountRules;
  flowId: string;
  readOnly: boolean;
  notTaken: readonly ExitOf[];
  /** The flow's tests, whose names are in use. */
  existing: readonly { name: string }[];
  /** A test was made, and saved under this id. */
  onMade: (id: string, scenario: FlowTest) => void;
};

/** Which exits none of the tests takes, each with a button that makes a test which does. */
export function Coverage({ draft, account, flowId, readOnly, notTaken, existing, onMade }: CoverageProps) {
  const all = exitsToTake(registry, draft).length;
  return (
    <section aria-label="What the tests take" className="space-y-2 border-line border-b px-4 py-3">
      <h3 className="font-semibold">
        The tests take {all - notTaken.length} of {all} exits
      </h3>
      {notTaken.length === 0 ? (
        <p className="text-quiet">Every exit of the flow is taken by at least one test.</p>
      ) : (
        <>
          <p className="text-label text-quiet">
            On the canvas, wires without a test say so. No test takes these exits:
          </p>
          <ScrollRegion label="Exits without a test" className="max-h-60 overflow-y-auto">
            <ul className="space-y-1">
              {notTaken.map((exit) => (
                <NotTaken
                  key={`${exit.step} ${exit.exit}`}
                  exit={exit}
                  {...{ draft, account, flowId, readOnly, existing, onMade }}
                />
              ))}
            </ul>
          </ScrollRegion>
        </>
      )}
    </section>
  );
}

type NotTakenProps = Omit<CoverageProps, "notTaken"> & { exit: ExitOf };

function NotTaken({ exit, draft, account, flowId, readOnly, existing, onMade }: NotTakenProps) {
  const { tests } = useTRPC().flows;
  const queries = useQueryClient();
  const [why, setWhy] = useState<{ of: Draft; text: string } | null>(null);
  const save = useMutation(
    tests.save.mutationOptions({
      onSuccess: ({ id }, { scenario }) => {
        const made = scenario as FlowTest;
        toast.success(`Made and saved: ${made.name}`);
        onMade(id, made);
        return queries.invalidateQueries(tests.list.queryFilter({ id: flowId }));
      },
      onError: ({ message }) => setWhy({ of: draft, text: `The test could not be saved: ${message}` }),
    }),
  );
  const step = draft.steps[exit.step];
  const label = exitLabel(registry, step, exit.exit);
  const name = step?.name ?? exit.step;
  function make() {
    const given = testInputs(registry, draft).map((input) => [input.name, input.suggestion]);
    const setup = { arguments: Object.fromEntries(given), seed: "1", started_at: TEST_STARTS_AT, account };
    const way = findWay(registry, draft, exit, setup);
    if (!way.found) return setWhy({ of: draft, text: way.why });
    const made = flowTest.safeParse(testOfRun(way.simulation, freeName(`${name}: ${label}`, existing)));
    if (!made.success) return setWhy({ of: draft, text: "The way there is too long to be kept as a test." });
    setWhy(null);
    save.mutate({ id: flowId, scenario: made.data });
  }
  return (
    <li>
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0 break-words">
          {name}: {label}
        </span>
        {readOnly ? null : (
          <Button
            size="small"
            aria-label={`Make a test that takes ${name}: ${label}`}
            disabled={save.isPending}
            onClick={make}
          >
            <FlaskConical aria-hidden /> Make a test
          </Button>
        )}
      </div>
      {why?.of === draft ? (
        <p role="status" className="text-label text-quiet">
          {why.text}
        </p>
      ) : null}
    </li>
  );
}

const LONGEST_NAME = 120;

/** A name that no other test of the flow has. */
function freeName(wanted: string, existing: readonly { name: string }[]): string {
  const names = new Set(existing.map(({ name }) => name));
  const name = wanted.slice(0, LONGEST_NAME - 5);
  if (!names.has(name)) return name;
  let nth = 2;
  while (names.has(`${name} ${nth}`)) nth++;
  return `${name} ${nth}`;
}

"use client";
import { CircleCheck, CircleDashed, CircleX, FlaskConical, TriangleAlert } from "lucide-react";
import { useEditor } from "@/components/editor/session/editor-context";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/engine/verify/problem";

/** The errors that block publishing, each a button that shows its place, and the number of warnings. */
export function Obstacles({ problems, close }: { problems: readonly Problem[]; close: () => void }) {
  const { draft, reveal } = useEditor();
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.length - errors.length;
  const warned = `${warnings} warning${warnings === 1 ? "" : "s"}`;
  if (errors.length === 0)
    return (
      <Notice tone={warnings > 0 ? "warn" : "good"} icon={warnings > 0 ? TriangleAlert : CircleCheck}>
        {warnings > 0
          ? `No errors. ${warned}, which ${warnings === 1 ? "does" : "do"} not block publishing.`
          : "No errors."}
      </Notice>
    );
  return (
    <section aria-label="Errors">
      <h3 className="mb-1.5 font-semibold">
        {errors.every(({ missing }) => missing)
          ? `${errors.length} still missing before it can be published`
          : `${errors.length} error${errors.length === 1 ? " blocks" : "s block"} publishing`}
      </h3>
      <ul className="divide-y divide-line rounded-card border border-line">
        {errors.map((problem) => (
          <li key={[problem.code, problem.step, ...problem.field, problem.message].join("\u0000")}>
            <button
              type="button"
              onClick={() => {
                close();
                // After the dialog has returned the focus.
                setTimeout(() => reveal(problem.step, problem.field, { path: problem.path }));
              }}
              className="flex w-full items-start gap-2 px-3 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              {problem.missing ? (
                <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-quiet" />
              ) : (
                <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
              )}
              <span>
                <span className="font-medium">
                  {problem.step === null ? "Flow" : (draft.steps[problem.step]?.name ?? problem.step)}
                </span>{" "}
                <span className="text-quiet">{problem.message}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {warnings > 0 ? <p className="mt-1.5 text-quiet">And {warned}, which do not block.</p> : null}
    </section>
  );
}

type Result = { id: string; name: string; ok: boolean; message: string };

export function TestResults({ tests }: { tests: readonly Result[] }) {
  const { may } = useEditor();
  if (tests.length === 0) return null;
  const failed = tests.filter(({ ok }) => !ok).length;
  return (
    <section aria-label="Tests">
      <h3 className="mb-1.5 flex items-center gap-1.5 font-semibold">
        <FlaskConical aria-hidden className="size-4 text-quiet" /> Tests
      </h3>
      {failed > 0 ? (
        <p className="mb-1.5 text-quiet">
          {failed === 1 ? "1 failed test blocks" : `${failed} failed tests block`} publishing.
          {may.overrideTests ? null : " Mend the flow or the test, or ask an admin to publish in spite of it."}
        </p>
      ) : null}
      <ul className="divide-y divide-line rounded-card border border-line">
        {tests.map(({ id, name, ok, message }) => {
          const Icon = ok ? CircleCheck : CircleX;
          return (
            <li key={id} className="flex items-start gap-2 px-3 py-1.5">
              <Icon
                aria-label={ok ? "Passed" : "Failed"}
                className={classNames("mt-0.5 size-4 shrink-0", ok ? "text-good" : "text-bad")}
              />
              <span className="min-w-0">
                <span className="font-medium">{name}</span>
                {ok ? null : <span className="block text-quiet">{message}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

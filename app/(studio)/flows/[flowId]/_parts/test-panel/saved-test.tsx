"use client";
import { CircleCheck, CircleX, Play, Route, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Confirm } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { FlowTest, TestResult } from "@/engine/simulate";
import { OUTCOME } from "../../../../interactions/_parts/status-badge";

type SavedTestProps = {
  name: string;
  scenario: FlowTest;
  result: TestResult | null;
  readOnly: boolean;
  onRun: () => void;
  onShow: () => void;
  onRemove: () => void;
};

/** A saved test: what it expects, its last result, and its buttons. */
export function SavedTest({ name, scenario, result, readOnly, onRun, onShow, onRemove }: SavedTestProps) {
  const { path, outcome } = scenario.expect;
  const steps = path.split(" ").filter(Boolean).length;
  return (
    <li className="space-y-1.5 py-2.5 pr-2 pl-4">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1 py-1">
          <p className="break-words font-medium">{name}</p>
          <p className="text-label text-quiet">
            {steps} steps{outcome ? `, outcome ${OUTCOME[outcome]}` : ""}
          </p>
        </div>
        <IconButton label={`Run ${name}`} onClick={onRun}>
          <Play aria-hidden />
        </IconButton>
        <IconButton label={`Show the run of ${name}`} onClick={onShow}>
          <Route aria-hidden />
        </IconButton>
        {readOnly ? null : (
          <Confirm
            title={`Remove the test ${name}?`}
            text="Publishing will no longer run it. This cannot be undone."
            action="Remove test"
            keep="Keep it"
            onConfirm={onRemove}
          >
            <button
              type="button"
              aria-label={`Remove ${name}`}
              className="grid size-8 shrink-0 place-items-center rounded-control text-quiet hover:bg-hover hover:text-ink"
            >
              <Trash2 aria-hidden className="size-4" />
            </button>
          </Confirm>
        )}
      </div>
      {result ? (
        <div className="flex items-start gap-2 pr-2">
          <Badge tone={result.ok ? "good" : "bad"} icon={result.ok ? CircleCheck : CircleX}>
            {result.ok ? "Passed" : "Failed"}
          </Badge>
          {result.ok ? null : <p className="min-w-0 break-words">{result.message}</p>}
        </div>
      ) : null}
    </li>
  );
}

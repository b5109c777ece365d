"use client";
import { TriangleAlert } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/engine/verify";

/** Warns of the draft's errors, which stop a test only if it reaches them, or says why the draft cannot run at all. */
export function DraftProblems({
  problems,
  verified,
  fault,
}: {
  problems: readonly Problem[];
  verified: boolean;
  fault: string | null;
}) {
  if (fault)
    return (
      <Notice tone="bad" icon={TriangleAlert} role="alert">
        The test cannot start yet: {fault}. Fix it in the step's panel and start again.
      </Notice>
    );
  const errors = verified ? problems.filter(({ severity }) => severity === "error").length : 0;
  if (errors === 0) return null;
  return (
    <Notice tone="warn" icon={TriangleAlert}>
      The draft has {errors === 1 ? "an error" : `${errors} errors`}. The test may stop where it comes across{" "}
      {errors === 1 ? "it" : "one"}.
    </Notice>
  );
}

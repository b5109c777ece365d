import { CircleCheck, CircleDashed, PencilLine } from "lucide-react";
import { Status } from "@/components/ui/badge";
import type { FunctionRow } from "./function";

/** Which version of a function flows run. */
export function FunctionStatus({ status, publishedVersion }: Pick<FunctionRow, "status" | "publishedVersion">) {
  if (publishedVersion === null)
    return (
      <Status tone="off" icon={CircleDashed}>
        Not published
      </Status>
    );
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      <Status tone="good" icon={CircleCheck}>
        Published v{publishedVersion}
      </Status>
      {status === "published_with_draft" ? (
        <Status tone="warn" icon={PencilLine}>
          Draft edits
        </Status>
      ) : null}
    </span>
  );
}

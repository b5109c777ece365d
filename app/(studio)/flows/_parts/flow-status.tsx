import { Archive, CircleCheck, CircleDashed, PencilLine } from "lucide-react";
import { Badge, Status } from "@/components/ui/badge";

type FlowStatusProps = { publishedVersion: number | null; draftEdits: boolean; archivedAt: Date | null };

/** A flow's status, such as "Published v3" and "Draft edits". */
export function FlowStatus({ publishedVersion, draftEdits, archivedAt }: FlowStatusProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {archivedAt ? (
        <Badge tone="off" icon={Archive}>
          Archived
        </Badge>
      ) : publishedVersion === null ? (
        <Badge tone="off" icon={CircleDashed}>
          Draft
        </Badge>
      ) : (
        <Badge tone="good" icon={CircleCheck}>
          Published v{publishedVersion}
        </Badge>
      )}
      {publishedVersion !== null && draftEdits ? (
        <span className="text-label">
          <Status tone="warn" icon={PencilLine}>
            Draft edits
          </Status>
        </span>
      ) : null}
    </span>
  );
}

import { CircleDashed } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Says why the flow cannot be started: it has no published version, or is archived. */
export function NotPublished({ flowId, close }: { flowId: string; close: () => void }) {
  return (
    <EmptyState icon={CircleDashed} title="Publish the flow first">
      <p>
        A request starts the published version. Open this flow in the editor, solve what the problems panel lists, and
        publish; an archived one must be unarchived. Then its request is here.
      </p>
      <Button asChild look="primary">
        <Link href={`/flows/${flowId}`} onClick={close}>
          Open the editor
        </Link>
      </Button>
    </EmptyState>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function LoadingFlowExecution() {
  return (
    <>
      <PageHeader title="Studio Flow Execution Report" />
      <Panel flush>
        <ListingSkeleton what="report" shape="dense" />
      </Panel>
    </>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function LoadingFlows() {
  return (
    <>
      <PageHeader title="Flows" />
      <Panel flush>
        <ListingSkeleton what="flows" shape="described" />
      </Panel>
    </>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function LoadingInteractions() {
  return (
    <>
      <PageHeader title="Interactions" />
      <Panel flush>
        <ListingSkeleton what="interactions" shape="dense" />
      </Panel>
    </>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { LEAD } from "./_parts/lead";

export default function LoadingCallbacks() {
  return (
    <>
      <PageHeader title="Callbacks" lead={LEAD} />
      <Panel flush>
        <ListingSkeleton what="interactions" shape="dense" />
      </Panel>
    </>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function LoadingExports() {
  return (
    <>
      <PageHeader title="Exports" />
      <Panel flush>
        <ListingSkeleton what="report" shape="dense" />
      </Panel>
    </>
  );
}

import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export default function LoadingReports() {
  return (
    <>
      <PageHeader title="Reports" />
      <Panel flush>
        <ListingSkeleton what="report" shape="dense" />
      </Panel>
    </>
  );
}

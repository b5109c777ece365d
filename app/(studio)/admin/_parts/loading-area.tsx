import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";

export function LoadingArea({ title, what }: { title: string; what: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Panel flush>
        <ListingSkeleton what={what} />
      </Panel>
    </>
  );
}

import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ListingSkeleton } from "./listing";

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

import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RowSkeletons } from "./_parts/row-skeletons";

export default function LoadingInteractions() {
  return (
    <>
      <PageHeader title="Interactions" />
      <Panel flush>
        <RowSkeletons />
      </Panel>
    </>
  );
}

import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { FlowSkeletons } from "./_parts/flow-skeletons";

export default function LoadingFlows() {
  return (
    <>
      <PageHeader title="Flows" />
      <Panel flush>
        <FlowSkeletons />
      </Panel>
    </>
  );
}

import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RowSkeletons } from "../_parts/row-skeletons";
import { LEAD } from "./_parts/lead";

export default function LoadingCallbacks() {
  return (
    <>
      <PageHeader title="Callbacks" lead={LEAD} />
      <Panel flush>
        <RowSkeletons />
      </Panel>
    </>
  );
}

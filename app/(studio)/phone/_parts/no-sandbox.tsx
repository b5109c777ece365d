import { PhoneOff } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";

export function NoSandbox() {
  return (
    <Panel>
      <EmptyState icon={PhoneOff} title="This account has no sandbox carrier">
        <p>
          Test phones ring only in the sandbox. Its carrier row comes with the demo world, which a first start without
          DATABASE_URL seeds.
        </p>
      </EmptyState>
    </Panel>
  );
}

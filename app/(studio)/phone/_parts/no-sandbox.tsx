import { PhoneOff } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";

const LINK = "text-accent-ink underline underline-offset-2";

export function NoSandbox() {
  return (
    <Panel>
      <EmptyState icon={PhoneOff} title="This account has no sandbox carrier">
        <p>
          Test phones ring only in the sandbox. Its carrier row comes with the demo world, which a first start without
          DATABASE_URL seeds.
        </p>
        <p>
          Without it, <strong>Test</strong> in the editor of{" "}
          <Link href="/flows" className={LINK}>
            a flow
          </Link>{" "}
          plays a call without a phone, and{" "}
          <Link href="/docs/api" className={LINK}>
            a request to the API
          </Link>{" "}
          rings a real one.
        </p>
      </EmptyState>
    </Panel>
  );
}

"use client";
import { Activity, PhoneCall } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

export type StartHint = { publicUrl: string; flow: string | null };

export function NothingYet({ start: { publicUrl, flow } }: { start: StartHint }) {
  const request = [
    `curl -X POST ${publicUrl}/api/flows/${flow ?? "FLOW_ID"}/interactions \\`,
    `  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '{"contact_1": "+12025550140", "contact_2": "+12025550141"}'`,
  ].join("\n");
  return (
    <EmptyState icon={Activity} title="No interactions yet">
      <p>
        An interaction begins when a back end calls the Flows API. Get a token as the{" "}
        <Link href="/docs/api" className="text-accent-ink underline underline-offset-2">
          API reference
        </Link>{" "}
        shows, then send:
      </p>
      <CodeBlock text={request} what="request" />
      <p>Or let the test phones ring without writing a line.</p>
      <Button asChild look="primary">
        <Link href="/phone">
          <PhoneCall aria-hidden /> Open test phones
        </Link>
      </Button>
    </EmptyState>
  );
}

"use client";
import { ChevronRight } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { argumentsFor } from "./arguments-for";
import type { Ringable, Setup } from "./setup";

type CurlHintProps = { setup: Setup; flow: Ringable; numbers: string[] };

/** The commands that start the flow from outside, to copy. */
export function CurlHint({ setup: { publicUrl, client }, flow, numbers }: CurlHintProps) {
  const body = JSON.stringify(argumentsFor(flow, numbers));
  const token = [
    `TOKEN=$(curl -s ${publicUrl}/api/oauth/token \\`,
    `  -u '${client?.id ?? "CLIENT_ID"}:${client?.secret ?? "CLIENT_SECRET"}' \\`,
    `  -d grant_type=client_credentials | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  ];
  const start = [
    `curl -i -X POST ${publicUrl}/api/flows/${flow.id}/interactions \\`,
    `  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ];
  return (
    <details className="group border-line border-t">
      <summary className="flex h-9 list-none items-center gap-1.5 px-4 text-quiet hover:text-ink focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform duration-150 group-open:rotate-90" /> Ring them
        from your own code
      </summary>
      <div className="space-y-2 px-4 pb-4">
        <CodeBlock text={[...token, "", ...start].join("\n")} what="request" />
        <p className="text-label text-quiet">
          {client
            ? "The demo's own client; its secret is good for this machine only."
            : "Use an OAuth client of this account with the scope flows-interactions:start. Its secret was shown when it was made."}
        </p>
      </div>
    </details>
  );
}

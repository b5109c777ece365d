"use client";
import { BookOpenText, KeyRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { bodyText } from "@/components/request/api-request";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import type { RequestInfo } from "../flow/flow";
import { AddressBar } from "./address-bar";
import { ArgumentTable } from "./argument-table";
import { HeaderTable } from "./header-table";
import { Part } from "./part";
import { StartAnswer } from "./start-answer";
import { StartErrors } from "./start-errors";
import { TryIt } from "./try-it";
import { WaysToAsk } from "./ways-to-ask";

export function RequestBody({ flowId, request }: { flowId: string; request: RequestInfo }) {
  const [clientId, setClientId] = useState<string | null>(request.clients[0]?.id ?? null);
  const [values, setValues] = useState(() =>
    Object.fromEntries(request.arguments.map(({ name, example }) => [name, example ?? ""])),
  );
  const filled = {
    ...request,
    ...(clientId ? { clientId } : {}),
    arguments: request.arguments.map((argument) => ({ ...argument, example: values[argument.name] || null })),
  };
  return (
    <div className="space-y-6">
      <AddressBar method={request.method} url={request.url} scope={request.scope} rate={request.rate.perSecond} />
      <TryIt flowId={flowId} request={request} values={values} onChange={setValues} />
      <Part
        title="From your own code"
        lead="First a token, good for ten minutes, then the request with the values of Try it. Put the client's secret in; it was shown once, when the client was made."
      >
        <WaysToAsk request={filled} clients={request.clients} choose={setClientId} />
        <div className="flex flex-wrap gap-2 pt-1">
          <Button asChild>
            <Link href={`/admin/clients?${new URLSearchParams({ new: "1", scope: request.scope })}`}>
              <KeyRound aria-hidden /> Create an OAuth client with exactly this scope
            </Link>
          </Button>
          <Button asChild look="ghost">
            <Link href="/docs/api">
              <BookOpenText aria-hidden /> API reference
            </Link>
          </Button>
        </div>
      </Part>
      <Part title="Headers">
        <HeaderTable />
      </Part>
      <Part
        title="Body"
        lead={
          request.consent
            ? "One key for each argument, all of them text, and in _consent what the contact has agreed to: for what, to which text, when and where."
            : "One key for each argument, all of them text, and no others."
        }
      >
        <CodeBlock text={bodyText(filled)} what="body" />
        <ArgumentTable list={request.arguments} />
      </Part>
      <Part title="Answer 202" lead="The interaction is stored when this leaves; the call is placed right after it.">
        <StartAnswer flowUrl={request.url} />
      </Part>
      <Part
        title="Errors"
        lead="All have the same shape, application/problem+json. Decide by the code; texts may change."
      >
        <StartErrors list={request.errors} />
      </Part>
    </div>
  );
}

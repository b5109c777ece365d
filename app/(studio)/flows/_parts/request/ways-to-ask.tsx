"use client";
import { Copy, Download } from "lucide-react";
import { LANGUAGES } from "@/components/request/all";
import { type ApiRequest, program } from "@/components/request/api-request";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { copyText, NOT_COPIED } from "@/components/ui/copy-text";
import { downloadText } from "@/components/ui/download-text";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toaster";
import type { RequestInfo } from "../flow/flow";

type WaysToAskProps = { request: ApiRequest; clients: RequestInfo["clients"]; choose: (client: string | null) => void };

/** Code that gets a token and sends the request, in several languages. */
export function WaysToAsk({ request, clients, choose }: WaysToAskProps) {
  return (
    <div className="space-y-3">
      {clients.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-quiet">Written for the client</span>
          <Select
            label="OAuth client"
            value={request.clientId ?? null}
            all="Any client"
            choices={clients.map(({ id, name }) => ({ value: id, label: name }))}
            className="!w-56"
            onChange={choose}
          />
        </div>
      ) : null}
      <div className="overflow-hidden rounded-card border border-line">
        <Tabs
          label="Languages"
          tabs={LANGUAGES.map(({ id, label, write, needs }) => ({
            id,
            label,
            content: <Way id={id} label={label} needs={needs} snippet={write(request)} />,
          }))}
        />
      </div>
    </div>
  );
}

type WayProps = { id: string; label: string; needs: string; snippet: { token: string; start: string } };

function Way({ id, label, needs, snippet }: WayProps) {
  const all = program(snippet);
  return (
    <div className="space-y-3 p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 text-label text-quiet">{needs}</p>
        {id === "http" ? (
          <Button size="small" onClick={() => downloadText("start-interaction.http", all, "text/plain")}>
            <Download aria-hidden /> Download
          </Button>
        ) : null}
        <Button
          size="small"
          onClick={() =>
            void copyText(all).then(
              () => toast.success(`Copied as ${label}.`),
              () => toast.error(NOT_COPIED),
            )
          }
        >
          <Copy aria-hidden /> Copy all
        </Button>
      </div>
      <div className="space-y-1.5">
        <h4 className="font-medium text-label">1. Get an access token</h4>
        <CodeBlock text={snippet.token} what={`${label} token request`} />
      </div>
      <div className="space-y-1.5">
        <h4 className="font-medium text-label">2. Start an interaction</h4>
        <CodeBlock text={snippet.start} what={`${label} start request`} />
      </div>
    </div>
  );
}

import { FileJson } from "lucide-react";
import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/server/platform/env";
import { openApi } from "@/server/rest/openapi";
import { Authentication } from "./_parts/authentication";
import { Contents } from "./_parts/contents";
import { type ApiDocument, errorsOf, eventsOf, operations, resolver } from "./_parts/document";
import { ErrorList } from "./_parts/error-list";
import { EventList } from "./_parts/event-list";
import { OperationSection } from "./_parts/operation-section";

export const metadata: Metadata = { title: "API reference" };

export default function ApiReferencePage() {
  const document = openApi() as unknown as ApiDocument;
  const all = operations(document);
  const resolve = resolver(document);
  return (
    <>
      <PageHeader
        title="API reference"
        lead={document.info.description}
        actions={
          <Button asChild>
            <a href="/api/openapi.json" target="_blank" rel="noreferrer">
              <FileJson aria-hidden /> OpenAPI document
            </a>
          </Button>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="min-w-0 space-y-5">
          <Authentication document={document} />
          {all.map((operation) => (
            <OperationSection
              key={operation.operationId}
              operation={operation}
              resolve={resolve}
              base={env().PUBLIC_URL}
            />
          ))}
          <EventList events={eventsOf(document)} resolve={resolve} />
          <ErrorList errors={errorsOf(all)} base={env().PUBLIC_URL} />
        </div>
        <div className="hidden xl:block">
          <Contents operations={all} />
        </div>
      </div>
    </>
  );
}

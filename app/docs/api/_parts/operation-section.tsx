import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { CodeBlock } from "@/components/ui/code-block";
import { Mono } from "@/components/ui/mono";
import { curlOf } from "./curl-of";
import type { NamedOperation, Resolve, Schema } from "./document";
import { ErrorTable } from "./error-table";
import { schemaRows } from "./schema-rows";
import { SchemaTable } from "./schema-table";

type OperationProps = { operation: NamedOperation; resolve: Resolve; base: string };

export function OperationSection({ operation, resolve, base }: OperationProps) {
  const {
    operationId,
    method,
    path,
    summary,
    description,
    parameters = [],
    requestBody,
    responses,
    security = [],
  } = operation;
  const scopes = security.flatMap((one) => Object.values(one).flat());
  const answer = Object.entries(responses).find(([status]) => Number(status) < 300);
  const [[type, media] = []] = Object.entries(requestBody?.content ?? {});
  const body = media?.schema;
  const file = body ? undefined : type;
  const result = answer && Object.values(answer[1].content ?? {})[0]?.schema;
  const headers = Object.entries(answer?.[1].headers ?? {}).map(([name, { schema = {}, required }]) => ({
    ...schemaRows({ properties: { [name]: schema } }, resolve)[0]!,
    name: `${name}:`,
    required: Boolean(required),
  }));
  const sent = parameters.map(({ name, in: place, required, description: text, schema }) => ({
    ...schemaRows(
      { properties: { [name]: { ...schema, description: text ?? schema.description ?? "" } } },
      resolve,
    )[0]!,
    name: place === "header" ? `${name}:` : `{${name}}`,
    required: Boolean(required),
  }));
  return (
    <section
      id={operationId}
      aria-labelledby={`${operationId}-title`}
      className="scroll-mt-4 space-y-4 rounded-card border border-line bg-panel p-4 md:p-5"
    >
      <header className="space-y-2">
        <h2 id={`${operationId}-title`} className="font-semibold text-reading">
          {summary}
        </h2>
        <p className="flex flex-wrap items-center gap-2">
          <Method method={method} /> <Mono className="break-all text-work">{path}</Mono>
        </p>
        <p className="max-w-[72ch] text-quiet">{description}</p>
        {scopes.length > 0 ? (
          <p className="text-label text-quiet">
            Scope <Mono className="text-ink">{scopes.join(" ")}</Mono>
          </p>
        ) : null}
      </header>
      <CodeBlock text={curlOf(operation, base, body ? exampleOf(resolve(body)) : null, file)} what="request" />
      {sent.length > 0 ? (
        <Part title="Parameters">
          <SchemaTable label={`Parameters of ${summary}`} rows={sent} />
        </Part>
      ) : null}
      {body ? (
        <Part title="Body">
          <p className="text-quiet">{resolve(body).description}</p>
          <SchemaTable label={`Body of ${summary}`} rows={schemaRows(body, resolve)} />
        </Part>
      ) : null}
      {file ? (
        <Part title="Body">
          <p className="text-quiet">{requestBody?.description}</p>
        </Part>
      ) : null}
      {answer && result ? (
        <Part title={`Answer ${answer[0]}`}>
          <SchemaTable label={`Answer of ${summary}`} rows={[...schemaRows(result, resolve), ...headers]} />
        </Part>
      ) : null}
      <Part title="Errors">
        <ErrorTable label={`Errors of ${summary}`} responses={responses} />
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </div>
  );
}

export function Method({ method }: { method: string }) {
  const look = method === "GET" ? "bg-live-wash text-live" : "bg-good-wash text-good";
  return <span className={classNames("rounded-tag px-1.5 font-medium font-mono text-label", look)}>{method}</span>;
}

function exampleOf({ example, examples }: Schema): unknown {
  return example ?? examples?.[0] ?? {};
}

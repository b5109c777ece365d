import { CodeBlock } from "@/components/ui/code-block";
import { Mono } from "@/components/ui/mono";
import type { EventSpec, Resolve } from "./document";
import { schemaRows } from "./schema-rows";
import { SchemaTable } from "./schema-table";

const VERIFYING = `import { Webhook } from "standardwebhooks";

// The body as it came, byte for byte: a framework that has parsed it has changed it.
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(body, request.headers);`;

/** What webhook endpoints are sent. */
export function EventList({ events, resolve }: { events: EventSpec[]; resolve: Resolve }) {
  return (
    <section
      id="events"
      aria-labelledby="events-title"
      className="scroll-mt-4 space-y-4 rounded-card border border-line bg-panel p-4 md:p-5"
    >
      <header className="space-y-2">
        <h2 id="events-title" className="font-semibold text-reading">
          Events
        </h2>
        <p className="max-w-[72ch] text-quiet">
          Add an endpoint under Webhooks, or by the API, and it is told what happens, by Standard Webhooks 1.0.0: a POST
          with <Mono>webhook-id</Mono>, <Mono>webhook-timestamp</Mono> and <Mono>webhook-signature</Mono>. Events of an
          interaction come in order, at least once; keep the ids to take none twice. Answer with 2xx within ten seconds;
          otherwise an event is sent again after 5 s, 30 s, 2, 10 and 30 min, 1, 2, 4 and 8 h, then every 12 h, for 72
          h. 410 ends it for the endpoint.
        </p>
      </header>
      <CodeBlock text={VERIFYING} what="verification" />
      {events.map(({ name, says, body, example }) => {
        const { data } = resolve(body).properties ?? {};
        return (
          <details key={name} id={`event-${name}`} className="rounded-card border border-line p-3">
            <summary className="cursor-pointer">
              <Mono className="font-medium text-work">{name}</Mono> <span className="text-quiet">{says}</span>
            </summary>
            <div className="mt-3 space-y-3">
              {data ? <SchemaTable label={`Data of ${name}`} rows={schemaRows(data, resolve)} /> : null}
              <CodeBlock text={JSON.stringify(example, null, 2)} what={`example of ${name}`} />
            </div>
          </details>
        );
      })}
    </section>
  );
}

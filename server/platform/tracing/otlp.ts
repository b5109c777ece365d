import { hostname } from "node:os";
import { env } from "../env";
import { log } from "../log";
import { isTracing, type Recorder, recordTraces, type Span } from "./trace";

const SEND_EVERY_MS = 1000;
/** How long the end of a process waits for the last spans to be taken. */
const CLOSE_MS = 3000;

/**
 * Sends spans to the collector at OTEL_EXPORTER_OTLP_ENDPOINT, by OTLP over HTTP; without it does nothing. `part`: what this process is.
 * The SDK is loaded only here, and keeps spans in memory, a bounded number, until it sends them: no call waits for a collector.
 */
export async function startTracing(part: "web" | "worker" | "pages"): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share, OTEL_SERVICE_NAME: name } = env();
  if (!endpoint || isTracing()) return;
  // Inside the function: what stands at the top of a bundled module is loaded with the program.
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  api.diag.setLogger(
    { ...silent, warn: sayUnsent, error: sayUnsent },
    { logLevel: api.DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const ids = { trace: "", span: "" };
  const sampler = new sdk.TraceIdRatioBasedSampler(share);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      "service.name": name,
      "service.instance.id": `${hostname()}:${process.pid}`,
      "patchcord.part": part,
    }),
    sampler,
    // A span is made once it is over, with the ids that it has had all along.
    idGenerator: { generateTraceId: () => ids.trace, generateSpanId: () => ids.span },
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_EVERY_MS })],
  });
  const tracer = provider.getTracer("patchcord");
  const kinds = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
    internal: api.SpanKind.INTERNAL,
  };

  function record({ traceId, spanId, parentId, kind, name: called, ...span }: Span): void {
    Object.assign(ids, { trace: traceId, span: spanId });
    const parent = { traceId, spanId: parentId ?? "", isRemote: true, traceFlags: api.TraceFlags.SAMPLED };
    const within = parentId ? api.trace.setSpanContext(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT;
    const { startedAt: startTime, attributes, error } = span;
    const made = tracer.startSpan(called, { kind: kinds[kind], startTime, attributes }, within);
    if (error) made.setStatus({ code: api.SpanStatusCode.ERROR }).setAttribute("error.type", error);
    made.end(span.endedAt);
  }

  const isSampled = (traceId: string) =>
    sampler.shouldSample(api.ROOT_CONTEXT, traceId).decision === sdk.SamplingDecision.RECORD_AND_SAMPLED;
  const close = () =>
    Promise.race([provider.shutdown(), new Promise<void>((done) => setTimeout(done, CLOSE_MS).unref())]);
  recordTraces({ record, isSampled, close } satisfies Recorder);
}

const ignore = () => undefined;
const silent = { verbose: ignore, debug: ignore, info: ignore };

/** What the SDK says may quote what it was to send. */
function sayUnsent(): void {
  log.warn("traces could not be sent; calls go on without them");
}

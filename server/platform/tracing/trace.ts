import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { processSingleton } from "../process-singleton";

export type Attributes = Readonly<Record<string, string | number>>;

/** A piece of an interaction's work, once it is over. Moments are milliseconds since 1970. `error`: what failed, by its code. */
export type Span = {
  traceId: string;
  spanId: string;
  parentId: string | null;
  kind: "server" | "client" | "consumer" | "internal";
  name: string;
  startedAt: number;
  endedAt: number;
  attributes: Attributes;
  error: string | null;
};

/** Who takes spans away. `isSampled`: every process decides the same about a trace. */
export type Recorder = {
  record: (span: Span) => void;
  isSampled: (traceId: string) => boolean;
  close: () => Promise<void>;
};

/** What began at a door of this process, or with a job: it learns on the way which interaction it is about, or it is about none. */
type Episode = { interaction: string | null; waiting: (() => void)[] };
/** `id` changes once: the span that began an interaction gets the id that all processes know it by. */
type Open = { id: string; outer: Open | null; episode: Episode; isRoot: boolean };

const tracing = () =>
  processSingleton("tracing", () => ({
    recorder: null as Recorder | null,
    open: new AsyncLocalStorage<Open>(),
  }));

/** Traces from now on; null: nothing any more. To be called before the process does anything that is to be traced. */
export function recordTraces(recorder: Recorder | null): void {
  tracing().recorder = recorder;
}

export const isTracing = (): boolean => tracing().recorder !== null;

/** Hands over what has not been sent yet, and traces nothing any more. */
export async function endTraces(): Promise<void> {
  const { recorder } = tracing();
  recordTraces(null);
  await recorder?.close();
}

type Traced<T> = Pick<Span, "kind" | "name"> & { attributes?: (result: T) => Attributes };

/** Does `work`; where the process traces and it turns out to be of an interaction, it becomes a span of that interaction's trace. */
export async function traced<T>({ kind, name, attributes }: Traced<T>, work: () => Promise<T>): Promise<T> {
  const { recorder, open } = tracing();
  if (!recorder) return work();
  const outer = open.getStore() ?? null;
  const episode = outer?.episode ?? { interaction: null, waiting: [] };
  const span: Open = { id: randomBytes(8).toString("hex"), outer, episode, isRoot: false };
  const startedAt = now();
  const end = (said: Attributes, error: string | null) => {
    const about = { kind, name, startedAt, endedAt: now(), attributes: said, error };
    episode.waiting.push(() => recorder.record({ ...about, ...placeOf(span) }));
    handOver(episode, outer === null);
  };
  try {
    const result = await open.run(span, work);
    end(attributes?.(result) ?? {}, null);
    return result;
  } catch (error) {
    end({}, codeOf(error));
    throw error;
  }
}

/** Says which interaction the work is about. `began`: the work has just begun it, and is the first span of its trace. */
export function traceInteraction(interaction: string, began = false): void {
  const span = tracing().open.getStore();
  if (!span || span.episode.interaction !== null) return;
  span.episode.interaction = interaction;
  if (!began) return;
  const first = outermost(span);
  first.id = rootIdOf(interaction);
  first.isRoot = true;
}

/** The header by which a service continues the trace (W3C Trace Context); null where nothing is traced. */
export function traceparent(): string | null {
  const { recorder, open } = tracing();
  const span = open.getStore();
  if (!recorder || !span?.episode.interaction) return null;
  const { traceId, spanId } = placeOf(span);
  return `00-${traceId}-${spanId}-${recorder.isSampled(traceId) ? "01" : "00"}`;
}

/** `methods` of an object, each as a span of the name that it is given here; the object itself where nothing is traced. */
export function traceMethods<T extends object>(of: T, methods: Partial<Record<keyof T & string, string>>): T {
  if (!isTracing()) return of;
  const wrapped = Object.entries(methods).map(([method, name]) => {
    const original = of[method as keyof T] as (...args: unknown[]) => Promise<unknown>;
    const call = (...args: unknown[]) =>
      traced({ kind: "client", name: name as string, attributes: resultOf }, () => original.apply(of, args));
    return [method, call];
  });
  return { ...of, ...Object.fromEntries(wrapped) };
}

/** Results say by a word of ours what came of it; nothing else of them is told. */
function resultOf(result: unknown): Attributes {
  const word = (result as { result?: unknown } | null)?.result;
  return typeof word === "string" ? { "patchcord.result": word } : {};
}

/** What was done before the interaction was known waits for it; where it never was, nobody hears of it. */
function handOver(episode: Episode, isOver: boolean): void {
  if (episode.interaction !== null) for (const record of episode.waiting.splice(0)) record();
  else if (isOver) episode.waiting.length = 0;
}

/**
 * An interaction's id is its trace's id, and its last eight bytes, which are random, are the first span's: so every process knows both,
 * whatever began it, and nothing is stored.
 */
function placeOf(span: Open): Pick<Span, "traceId" | "spanId" | "parentId"> {
  const interaction = span.episode.interaction ?? "";
  const parentId = span.outer?.id ?? (span.isRoot ? null : rootIdOf(interaction));
  return { traceId: interaction.replaceAll("-", ""), spanId: span.id, parentId };
}

const rootIdOf = (interaction: string) => interaction.replaceAll("-", "").slice(16);

function outermost(span: Open): Open {
  return span.outer ? outermost(span.outer) : span;
}

/** A code of ours, or the kind of error: messages quote data. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "error";
}

const now = () => performance.timeOrigin + performance.now();

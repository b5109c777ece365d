import { registry } from "@/components/flow/registry";
import { backtest, NotReproducible, type RecordedScript, type Recording, scriptOfRecording } from "@/engine/backtest";
import type { Value } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { readPhoneNumber } from "@/engine/phone-number";
import { type AccountRules, type FlowTest, pathOf, runScript, scriptOf } from "@/engine/simulate";
import { askingOf } from "../../flows/asking/ask-first";
import { PatchcordError } from "../../platform/errors";
import { secretForms, sensitiveValues } from "../mask";

/** Whose way a kept test expects: that of the recorded call, or the one that the draft takes. */
export const EXPECTED = ["recorded", "draft"] as const;
export type Expected = (typeof EXPECTED)[number];

type Kept = { name: string; expected: Expected; version: FlowDefinition; draft: FlowDefinition; recording: Recording };

/**
 * A recorded call as a test of its flow, without the people in it: their numbers become fictional ones, values of sensitive variables
 * are replaced. Throws `conflict` where the test would not take the call's way again, so that no test is kept that says nothing.
 */
export function keptTest({ name, expected, version, draft, recording }: Kept, rules: AccountRules): FlowTest {
  if (askingOf(version)) throw cannotKeep("a button asked first, and the flow itself has no such question");
  const [first] = recording.rows;
  if (first?.resume.kind === "started" && first.resume.again)
    throw cannotKeep("it rang a callback again, and a test begins with a request");
  const verdict = backtest(registry, version, draft, recording);
  if (expected === "draft" && verdict.stopped !== null)
    throw cannotKeep("the recording does not say how the draft's way ends. Keep the recorded way instead");
  const ran = expected === "draft" ? draft : version;
  const way = (expected === "draft" ? verdict.drafted : verdict.recorded)
    .map(({ step, exit }) => (exit === null ? step : `${step}.${exit}`))
    .join(" ");
  const script = withoutPeople(repeatable(version, recording), version, recording);
  const test: FlowTest = {
    ...{
      name,
      ...script,
      customer: { does: "answers" },
      agent: { does: "answers", talks: 60, ends: "agent" },
      answers: {},
    },
    expect: { path: way, outcome: null },
  };
  const simulation = runScript(registry, ran, scriptOf(test, rules));
  if (pathOf(simulation) !== way)
    throw cannotKeep("its way hangs on something that a test does not repeat, such as a person's number or a list");
  return { ...test, expect: { path: way, outcome: simulation.state.outcome } };
}

const cannotKeep = (why: string) => new PatchcordError("conflict", `This call cannot be kept as a test: ${why}.`);

function repeatable(version: FlowDefinition, recording: Recording): RecordedScript {
  try {
    return scriptOfRecording(registry, version, recording);
  } catch (error) {
    if (!(error instanceof NotReproducible)) throw error;
    throw cannotKeep("its recording does not run as it did");
  }
}

/** Nobody's numbers (North American numbering plan, 555-01xx). */
const fictional = (nth: number) => `+1202555${String(140 + (nth % 60)).padStart(4, "0")}`;
const REPLACED = "replaced";

function withoutPeople(script: RecordedScript, { variables }: FlowDefinition, { rows }: Recording): RecordedScript {
  const set = rows.flatMap(({ events }) =>
    events.flatMap((event) => (event.event === "variable_set" ? [{ [event.name]: event.value as Value }] : [])),
  );
  const people = [...new Set(Object.values(script.arguments).filter(isNumber))];
  const replaced = new Map([
    ...sensitiveValues(variables, set).map(
      (text) => [text, isNumber(text) ? fictional(people.length) : REPLACED] as const,
    ),
    ...people.flatMap((person, nth) => secretForms([person]).map((form) => [form, fictional(nth)] as const)),
  ]);
  const longestFirst = [...replaced].toSorted(([a], [b]) => b.length - a.length);
  const clean = (text: string) => longestFirst.reduce((kept, [was, is]) => kept.replaceAll(was, is), text);
  return { ...(cleaned(script, clean) as RecordedScript), started_at: script.started_at, seed: script.seed };
}

const isNumber = (text: string) => readPhoneNumber(text).number !== null;

function cleaned(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, clean));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, clean)]));
}

import { registry } from "@/components/flow/registry";
import type { Consent, Resume, Values, Verb } from "@/engine/contract";
import type { EngineEvent, State } from "@/engine/run/state";
import type { RingDecision } from "../ports/rings";
import type { StoredInteraction } from "./data";
import { describeResume } from "./describe-resume";
import { explainInteraction } from "./explain-interaction";
import { legEnd } from "./leg-end";
import { mask, maskNullable, sensitiveValues, shownValue } from "./mask";
import { decisionText } from "./rings/decision-text";
import { exitsOf, type StepLine, type StoredDefinition, stepLines } from "./steps";
import { whoHungUp } from "./who-hung-up";

/** One interaction for the studio's page: what happened in which order, and why. Masks the values of sensitive variables. */
export function interactionDetail(stored: StoredInteraction) {
  const { interaction, flow, version, now } = stored;
  const state = interaction.state as unknown as State;
  const definition = version.definition as unknown as StoredDefinition;
  const events = stored.events.flatMap((row) => row.events as unknown as EngineEvent[]);
  const secrets = sensitiveValues(definition.variables ?? {}, [state.variables, ...valuesSet(events)]);
  const steps = stepLines(registry, definition, events);
  return {
    id: interaction.id,
    flow: { id: flow.id, name: flow.name, version: version.number, versionId: version.id },
    startedBy: stored.startedBy,
    status: state.status,
    outcome: state.outcome,
    callResult: state.call_result,
    hungUp: whoHungUp(
      stored.events.map(({ resume }) => resume as unknown as Resume),
      state,
    ),
    startedAt: interaction.startedAt,
    finishedAt: interaction.finishedAt,
    now,
    why: mask(explainInteraction({ state, steps, ...explanationFacts(stored, definition, steps), now }), secrets),
    /** What the contact has agreed to, as the request said it: only where the flow requires that. */
    consent: stored.agreed ? null : consentOf(stored),
    /** What the visitor of a button has agreed to. */
    agreed: stored.agreed && { ...stored.agreed, text: mask(stored.agreed.text, secrets) },
    steps: steps.map((line) => maskStep(line, definition, secrets)),
    variables: Object.entries(definition.variables ?? {}).map(([name, { label, sensitive }]) => {
      const value = shownValue(definition.variables ?? {}, name, state.variables[name], secrets);
      return { name, label: label ?? null, sensitive: Boolean(sensitive), value };
    }),
    attempts: stored.attempts.map((attempt) => ({
      ...attempt,
      from: mask(attempt.from, secrets),
      to: mask(attempt.to, secrets),
      error: maskNullable(attempt.error, secrets),
      waitsFor: (attempt.decision as RingDecision | null)?.waited?.code ?? null,
      decision: mask(decisionText(attempt.decision as RingDecision | null, attempt.heldUntil !== null), secrets),
    })),
    refused: stored.refused.map((ring) => ({
      ...ring,
      to: mask(ring.to, secrets),
      message: mask(ring.message, secrets),
    })),
    legs: stored.legs.map((leg) => ({
      ...leg,
      to: mask(leg.to, secrets),
      endedAt: legEnd(leg, stored.events, interaction.finishedAt),
    })),
    log: stored.events.map(({ seq, at, inputKey, resume, answer }) => ({
      seq,
      at,
      inputKey,
      kind: (resume as unknown as Resume).kind,
      words: mask(describeResume(resume as unknown as Resume, stored.startedBy), secrets),
      answered: answer !== null,
    })),
  };
}

/** What the contact has agreed to, where the flow requires that; null elsewhere. */
function consentOf({ events }: StoredInteraction): Consent | null {
  const started = events[0]?.resume as unknown as Resume | undefined;
  return started?.kind === "started" ? (started.consent ?? null) : null;
}

function explanationFacts(
  { attempts, legs, interaction }: StoredInteraction,
  definition: StoredDefinition,
  steps: StepLine[],
) {
  const running = interaction.finishedAt === null;
  const kind = ({ component }: StepLine) => registry.get(component);
  const dials = steps.filter((line) => kind(line)?.definition.call === "dials");
  const joins = steps.filter((line) => {
    const component = kind(line);
    return (
      component &&
      exitsOf(component, definition.steps?.[line.step]?.config).some(({ outcome }) => outcome === "forwarded")
    );
  });
  return {
    // Of an ended interaction, the call of a step that dials, which its result is about, not a callback's call.
    attempt:
      attempts.findLast(
        (one) => one.purpose === "contact" && (running || dials.some(({ visit }) => visit === one.visit)),
      ) ?? null,
    leg: legs.at(-1) ?? null,
    asksKey: verbsOf(interaction.document).some((verb) => verb.verb === "forward" && verb.accept_key),
    dials: dials.map(({ visit }) => visit),
    joins: joins.map(({ visit }) => visit),
  };
}

function verbsOf(document: unknown): Verb[] {
  return (document as { verbs?: Verb[] } | null)?.verbs ?? [];
}

function valuesSet(events: EngineEvent[]): Values[] {
  return events.flatMap((event) => {
    if (event.event !== "variable_set" || typeof event.value === "object") return [];
    return [{ [event.name]: event.value }];
  });
}

function maskStep(line: StepLine, { variables }: StoredDefinition, secrets: string[]): StepLine {
  return {
    ...line,
    answered: line.answered && mask(line.answered, secrets),
    error: line.error && { ...line.error, message: mask(line.error.message, secrets) },
    warnings: line.warnings.map(({ code, message }) => ({ code, message: mask(message, secrets) })),
    set: line.set.map(({ name, value }) => ({ name, value: shownValue(variables ?? {}, name, value, secrets) })),
  };
}

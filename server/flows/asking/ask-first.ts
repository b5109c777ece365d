import { z } from "zod";
import { registry } from "@/components/flow/registry";
import type { FlowDefinition, PlacedStep } from "@/engine/definition/schema";
import { RULES } from "@/prisma/rules";
import { type AskingLanguage, type AskingWords, wordsIn } from "./words";

/** The steps that asking puts into a flow; its own steps keep their ids, so none of these may be among them. */
export const ASKING_STEP = "button_asks";
const REFUSED = "button_refused";
const REGRET = "button_regret";
const END = "button_ends";
const OWN_STEPS = [REFUSED, REGRET, END];

/** The variable that holds what the callee pressed. */
export const ANSWER_VARIABLE = RULES.button_answer[0];
export const CONFIRM_KEY = RULES.button_confirm_key[0];
export const REFUSE_KEY = RULES.button_refuse_key[0];

/** What is asked: `number` is the argument that holds the visitor's number. */
export type Asking = { language: AskingLanguage; words: AskingWords; number: string };

/** Why a flow cannot ask first, as a sentence for its admin. */
export type AskingFault = string;

/**
 * The flow with a question between the answer of its call and what it does with it: 1 goes on as the flow does, 9 puts the number on
 * the do-not-call list, anything else ends the call. An answering machine ends it, too. Nothing but steps that every flow may have is
 * put in, so that the engine runs it, and the verifier checks it, like any other flow. Faults where the flow rings anybody else
 * before its visitor, who could not be asked then.
 */
export function askFirst(
  flow: FlowDefinition,
  asking: Asking,
): { ok: true; flow: FlowDefinition } | { ok: false; why: AskingFault } {
  const why = faultOf(flow, asking.number);
  if (why) return { ok: false, why };
  return {
    ok: true,
    flow: {
      ...flow,
      steps: { ...askedSteps(flow), ...questions(flow, asking), ...endings(asking) },
      variables: { ...flow.variables, [ANSWER_VARIABLE]: { type: "string" } },
    },
  };
}

type Steps = FlowDefinition["steps"];

/** Exits of a call that was answered by no person, who could be asked. */
const NO_PERSON = ["machine", "screened", "voicemail"];

/** The flow's own steps, whose calls lead to the question once they are answered. */
function askedSteps(flow: FlowDefinition): Steps {
  const targets = answeredTargets(flow);
  const redirected = ([exit, target]: [string, string | null]) => {
    if (NO_PERSON.includes(exit)) return [exit, END];
    return [exit, exit === "answered" && target ? questionId(targets.indexOf(target)) : target];
  };
  const asked = (placed: PlacedStep) =>
    dials(placed) ? { ...placed, exits: Object.fromEntries(Object.entries(placed.exits).map(redirected)) } : placed;
  return Object.fromEntries(Object.entries(flow.steps).map(([id, placed]) => [id, asked(placed)]));
}

/** One question for each place that a call was to lead to, since there it leads once it is confirmed. */
function questions(flow: FlowDefinition, { language, words }: Asking): Steps {
  const question = (target: string): PlacedStep => ({
    component: "standard_ivr",
    name: "Button: ask first",
    config: {
      message: { source: "tts", text: wordsIn(language, words).hello, language },
      keys: [
        { id: "confirmed", key: CONFIRM_KEY, name: "Asked for the call" },
        { id: "refused", key: REFUSE_KEY, name: "Did not ask for it" },
      ],
      timeout_seconds: 8,
      repeat: 1,
    },
    exits: { confirmed: target, refused: REFUSED, timeout: END, invalid: END },
    outputs: { selection: ANSWER_VARIABLE },
  });
  return Object.fromEntries(answeredTargets(flow).map((target, at) => [questionId(at), question(target)]));
}

const questionId = (at: number) => (at === 0 ? ASKING_STEP : `${ASKING_STEP}_${at + 1}`);

/** What becomes of a call that nobody has confirmed. */
function endings({ language, words }: Asking): Steps {
  return {
    [REFUSED]: {
      component: "add_to_do_not_call",
      name: "Button: never call again",
      config: { reason: "Pressed 9: did not ask for the call" },
      exits: { added: REGRET, not_added: REGRET },
    },
    [REGRET]: {
      component: "play_audio",
      name: "Button: say so",
      config: { message: { source: "tts", text: wordsIn(language, words).regret, language } },
      exits: { ok: END },
    },
    [END]: { component: "end_flow", name: "Button: end", config: {}, exits: {} },
  };
}

const dials = ({ component }: PlacedStep) => registry.get(component)?.definition.call === "dials";
/** It may stand where nobody was called before, and calls back. */
const callsBack = ({ component }: PlacedStep) => registry.get(component)?.definition.call === "live_or_none";
const forwards = ({ component }: PlacedStep) => registry.get(component)?.definition.forwards === true;

/** The steps that the flow can come to while none of its calls was answered. */
function stepsBeforeAnswer({ steps, start }: FlowDefinition): PlacedStep[] {
  const reached = new Set([start]);
  for (const id of reached) {
    const placed = steps[id];
    if (!placed) continue;
    for (const [exit, target] of Object.entries(placed.exits))
      if (target && !(dials(placed) && (exit === "answered" || NO_PERSON.includes(exit)))) reached.add(target);
    if (placed.on_error?.do === "go_to") reached.add(placed.on_error.step);
  }
  return [...reached].flatMap((id) => steps[id] ?? []);
}

/** Where the flow goes once one of its calls is answered, each place once. */
function answeredTargets({ steps }: FlowDefinition): string[] {
  return [
    ...new Set(
      Object.values(steps)
        .filter(dials)
        .flatMap(({ exits }) => exits.answered ?? []),
    ),
  ];
}

const questionOf = z.object({ message: z.object({ language: z.string() }) });

/**
 * What a version asks that was made by `askFirst`, but for its words: enough to put the same question into another definition of the
 * flow. Null for a version that does not ask.
 */
export function askingOf({ steps, start }: FlowDefinition): Asking | null {
  const question = questionOf.safeParse(steps[ASKING_STEP]?.config);
  const call = Object.values(steps).find(dials);
  const visitor = dialled.safeParse(call?.config).data?.to_variable;
  const trigger = triggerArguments.safeParse(steps[start]?.config);
  const number = trigger.data?.arguments.find(({ variable }) => variable === visitor)?.name;
  if (!question.success || number === undefined) return null;
  return { language: question.data.message.language as AskingLanguage, words: { business: "", reason: "" }, number };
}

const triggerArguments = z.object({ arguments: z.array(z.object({ name: z.string(), variable: z.string() })) });
const dialled = z.object({ to_variable: z.string() });
const forwardedTo = z.object({ to: z.object({ variable: z.string() }) });

/** Why the flow cannot be asked into; null where it can. */
function faultOf(flow: FlowDefinition, number: string): AskingFault | null {
  const taken = Object.keys(flow.steps).find((id) => id.startsWith(ASKING_STEP) || OWN_STEPS.includes(id));
  if (taken) return `The flow has a step with the id ${taken}, which the question needs: rename it.`;
  if (Object.hasOwn(flow.variables, ANSWER_VARIABLE))
    return `The flow has a variable ${ANSWER_VARIABLE}, which the question needs: rename it.`;
  const trigger = triggerArguments.safeParse(flow.steps[flow.start]?.config);
  const visitor = trigger.data?.arguments.find(({ name }) => name === number)?.variable;
  if (!visitor) return `The flow takes no argument ${number}.`;
  const placed = Object.values(flow.steps);
  const calls = placed.filter(dials);
  if (calls.length === 0) return "The flow calls nobody.";
  const other = calls.find(({ config }) => dialled.safeParse(config).data?.to_variable !== visitor);
  if (other) return `The step ${other.name} calls another number than the visitor's, who is to be asked first.`;
  const unasked = stepsBeforeAnswer(flow).find(callsBack);
  if (unasked)
    return `The step ${unasked.name} calls visitors back who were not asked: place it behind an answered call.`;
  const back = placed.find(
    (step) => forwards(step) && forwardedTo.safeParse(step.config).data?.to.variable === visitor,
  );
  return back ? `The step ${back.name} forwards to the visitor's own number.` : null;
}

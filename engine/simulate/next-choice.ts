import { isTerminal } from "../run/state";
import { answeringWords } from "./answering-words";
import type { AgentBehaviour, Answer, Choice, CustomerBehaviour } from "./choice";
import { choiceOutcome } from "./choice-outcome";
import { currentForward, currentGather } from "./current-document";
import { currentStep, later, type Simulation } from "./simulation";

/** How each party behaves for a whole run. Null: the caller asks a person for each of that party's choices. */
export type Behaviours = {
  customer: CustomerBehaviour | null;
  agent: AgentBehaviour | null;
  /** Answers by step id, used in order. A step that has none left gets silence, or no result from its port. */
  answers: Readonly<Record<string, readonly Answer[]>> | null;
};

/** The choice that the behaviours make now; null if a person has to choose, or the interaction is over. */
export function nextChoice(simulation: Simulation, behaviours: Behaviours): Choice | null {
  if (isTerminal(simulation.state)) return null;
  const next = choiceUnlessCustomerLeaves(simulation, behaviours);
  const leaves = secondsUntilCustomerLeaves(simulation, behaviours.customer);
  if (leaves === null || (next && choiceOutcome(simulation, next).seconds < leaves)) return next;
  return { does: "hangs_up", who: "customer", after: leaves };
}

/** The same, leaving out that the customer may hang up first. */
function choiceUnlessCustomerLeaves(simulation: Simulation, { customer, agent, answers }: Behaviours): Choice | null {
  const { wait, call } = simulation.state;
  if (!wait) return null;
  if (wait.for === "call") return customer && choiceWhenRung(customer, "customer");
  if (wait.for === "callback") return choiceInCallback(simulation, customer, agent);
  if (wait.for === "agents") return agent && choiceWhileWaiting(simulation, agent, answers);
  if (wait.for === "handover") return { does: "stays_silent" };
  if (wait.for === "forward") return agent && choiceInForward(simulation, agent);
  if (wait.for === "input" && currentGather(simulation).hears)
    return listedAnswer(simulation, answers, "input") ?? (customer && wordsWhenAnswered(simulation, customer));
  if (wait.for === "input" || wait.for === "port") return answers && nextAnswer(simulation, answers, wait.for);
  if (wait.for === "prompt") return customer && { does: "listens" };
  return customer || call.phase !== "live" ? { does: "waits" } : null;
}

function choiceWhenRung({ does, ...rest }: CustomerBehaviour | AgentBehaviour, who: "customer" | "agent"): Choice {
  const after = "after" in rest && rest.after !== undefined ? { after: rest.after } : {};
  if (does === "does_not_accept") return { does, who: "agent" };
  // It is heard only once the call is answered that a phone screens.
  if (does === "screens") return { does: "answers", who };
  return does === "answers" ? { does, who, ...after } : { does, who };
}

function choiceInForward(simulation: Simulation, agent: AgentBehaviour): Choice {
  if (simulation.agent?.phase !== "live" || agent.does !== "answers") {
    if (agent.does !== "machine" && agent.does !== "does_not_accept") return choiceWhenRung(agent, "agent");
    // A forward has no machine detection, so an agent's voicemail answers like a person, but never presses the key.
    const asked = currentForward(simulation)?.accept_key !== undefined;
    return { does: asked ? "does_not_accept" : "answers", who: "agent" };
  }
  return { does: "hangs_up", who: agent.ends, after: agent.talks };
}

/** An agent who does not answer accepts no callback, so the callback waits until its deadline. */
function choiceInCallback(
  { state }: Simulation,
  customer: CustomerBehaviour | null,
  agent: AgentBehaviour | null,
): Choice | null {
  if (state.call.phase === "dialing") return customer && choiceWhenRung(customer, "customer");
  if (agent === null) return null;
  if (agent.does !== "answers") return { does: "waits" };
  return state.call.phase === "live"
    ? { does: "hangs_up", who: agent.ends, after: agent.talks }
    : choiceWhenRung(agent, "agent");
}

/** A key that the customer presses while waiting is an answer of the step. */
function choiceWhileWaiting(simulation: Simulation, agent: AgentBehaviour, answers: Behaviours["answers"]): Choice {
  const listed = listedAnswer(simulation, answers, "input");
  if (listed) return listed;
  if (agent.does === "answers") return choiceWhenRung(agent, "agent");
  return { does: "no_answer", who: "agent" };
}

const ANSWERS: readonly Choice["does"][] = ["presses", "says", "stays_silent", "result", "refuses", "no_result"];

function nextAnswer(
  simulation: Simulation,
  answers: NonNullable<Behaviours["answers"]>,
  waiting: "input" | "port",
): Choice {
  return listedAnswer(simulation, answers, waiting) ?? { does: waiting === "port" ? "no_result" : "stays_silent" };
}

/** The answer that is listed for this turn of the step; null if there is none that fits. */
function listedAnswer(
  simulation: Simulation,
  answers: Behaviours["answers"],
  waiting: "input" | "port",
): Answer | null {
  const step = currentStep(simulation) ?? "";
  const listed = answers && Object.hasOwn(answers, step) ? answers[step] : undefined;
  const fits = waiting === "port" ? ["result", "refuses", "no_result"] : ["presses", "says", "stays_silent"];
  const next = listed?.[answersGiven(simulation)];
  return next && fits.includes(next.does) ? next : null;
}

function answersGiven(simulation: Simulation): number {
  const step = currentStep(simulation);
  return simulation.takenChoices.filter((one) => one.step === step && ANSWERS.includes(one.choice.does)).length;
}

const RINGS: readonly Choice["does"][] = ["answers", "machine"];

/** What is heard once the call is answered: a person's hello, a greeting, or a phone that asks who is calling. */
function wordsWhenAnswered(simulation: Simulation, customer: CustomerBehaviour): Choice {
  const { hello, screening, voicemail } = answeringWords(currentGather(simulation).language ?? "en");
  // A step that tries again calls, and is answered, several times.
  const isFirst = RINGS.includes(simulation.takenChoices.at(-1)?.choice.does ?? "answers");
  if (customer.does === "machine") return isFirst ? { does: "says", text: voicemail } : { does: "stays_silent" };
  if (customer.does !== "screens") return { does: "says", text: hello };
  if (isFirst) return { does: "says", text: screening };
  return customer.takes ? { does: "says", text: hello } : { does: "stays_silent" };
}

/** Seconds from now until the customer hangs up; null if the customer does not hang up in this step. */
function secondsUntilCustomerLeaves(simulation: Simulation, customer: CustomerBehaviour | null): number | null {
  const { state, answered_at, visits, now } = simulation;
  if (customer?.does !== "answers" || !customer.hangs_up || state.call.phase !== "live" || !answered_at) return null;
  const { hangs_up } = customer;
  const visit = visits.at(-1);
  if ("during" in hangs_up && hangs_up.during !== visit?.step) return null;
  const from = "during" in hangs_up ? (visit?.entered_at ?? answered_at) : answered_at;
  return Math.max(0, (Date.parse(later(from, hangs_up.after)) - Date.parse(now)) / 1000);
}

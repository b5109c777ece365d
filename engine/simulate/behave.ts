import { isTerminal } from "../run/state";
import type { AgentBehaviour, Answer, Choice, CustomerBehaviour } from "./choice";
import { happening, presentForward } from "./happening";
import { currentStep, later, type Simulation } from "./simulation";

/** How everybody behaves in a run. Null: whoever runs the simulation is to say so each time. */
export type Behaviours = {
  customer: CustomerBehaviour | null;
  agent: AgentBehaviour | null;
  /** By step: its answers, one after the other. A step with none left meets silence. */
  answers: Readonly<Record<string, readonly Answer[]>> | null;
};

/** What happens next by itself, or null if that is for somebody to choose (or the interaction is over). */
export function nextChoice(simulation: Simulation, behaviours: Behaviours): Choice | null {
  if (isTerminal(simulation.state)) return null;
  const next = undisturbed(simulation, behaviours);
  const leaves = leavingIn(simulation, behaviours.customer);
  if (leaves === null || (next && happening(simulation, next).seconds < leaves)) return next;
  return { does: "hangs_up", who: "customer", after: leaves };
}

/** What would happen if the customer did not hang up. */
function undisturbed(simulation: Simulation, { customer, agent, answers }: Behaviours): Choice | null {
  const { wait, call } = simulation.state;
  if (!wait) return null;
  if (wait.for === "call") return customer && called(customer, "customer");
  if (wait.for === "callback") return calledBack(simulation, customer, agent);
  if (wait.for === "forward") return agent && forwarded(simulation, agent);
  if (wait.for === "input" || wait.for === "port") return answers && answered(simulation, answers, wait.for);
  if (wait.for === "prompt") return customer && { does: "listens" };
  return customer || call.phase !== "live" ? { does: "waits" } : null;
}

function called({ does, ...rest }: CustomerBehaviour | AgentBehaviour, who: "customer" | "agent"): Choice {
  const after = "after" in rest && rest.after !== undefined ? { after: rest.after } : {};
  if (does === "does_not_accept") return { does, who: "agent" };
  return does === "answers" ? { does, who, ...after } : { does, who };
}

function forwarded(simulation: Simulation, agent: AgentBehaviour): Choice {
  if (simulation.agent?.phase !== "live" || agent.does !== "answers") {
    if (agent.does !== "machine" && agent.does !== "does_not_accept") return called(agent, "agent");
    // A voicemail takes an agent's call as a person would, but presses nothing.
    const asked = presentForward(simulation)?.accept_key !== undefined;
    return { does: asked ? "does_not_accept" : "answers", who: "agent" };
  }
  return { does: "hangs_up", who: agent.ends, after: agent.talks };
}

/** An agent who would not answer does not accept, so the time runs out. */
function calledBack(
  { state }: Simulation,
  customer: CustomerBehaviour | null,
  agent: AgentBehaviour | null,
): Choice | null {
  if (state.call.phase === "dialing") return customer && called(customer, "customer");
  if (agent === null) return null;
  if (agent.does !== "answers") return { does: "waits" };
  return state.call.phase === "live"
    ? { does: "hangs_up", who: agent.ends, after: agent.talks }
    : called(agent, "agent");
}

const ANSWERS: readonly Choice["does"][] = ["presses", "says", "stays_silent", "result", "refuses", "no_result"];

function answered(
  simulation: Simulation,
  answers: NonNullable<Behaviours["answers"]>,
  waiting: "input" | "port",
): Choice {
  const step = currentStep(simulation) ?? "";
  const given = simulation.taken.filter((one) => one.step === step && ANSWERS.includes(one.choice.does)).length;
  const listed = Object.hasOwn(answers, step) ? answers[step] : undefined;
  const fits = waiting === "port" ? ["result", "refuses", "no_result"] : ["presses", "says", "stays_silent"];
  const next = listed?.[given];
  if (next && fits.includes(next.does)) return next;
  return { does: waiting === "port" ? "no_result" : "stays_silent" };
}

/** Seconds until the customer hangs up; null if that is not to come in this step. */
function leavingIn(simulation: Simulation, customer: CustomerBehaviour | null): number | null {
  const { state, answered_at, visits, now } = simulation;
  if (customer?.does !== "answers" || !customer.hangs_up || state.call.phase !== "live" || !answered_at) return null;
  const { hangs_up } = customer;
  const visit = visits.at(-1);
  if ("during" in hangs_up && hangs_up.during !== visit?.step) return null;
  const from = "during" in hangs_up ? (visit?.entered_at ?? answered_at) : answered_at;
  return Math.max(0, (Date.parse(later(from, hangs_up.after)) - Date.parse(now)) / 1000);
}

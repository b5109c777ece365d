/** Runs a flow definition under virtual time, without a network: the same engine, with the parties' choices as its input. */

export { applyChoice, ImpossibleChoice } from "./apply-choice";
export type { AgentBehaviour, Choice, CustomerBehaviour, Who } from "./choice";
export { choicesOf } from "./choices-of-resume";
export { exitTaken } from "./first-difference";
export { type FlowTest, flowTest, TEST_STARTS_AT } from "./flow-test";
export { type Behaviours, nextChoice } from "./next-choice";
export { type Option, possibleChoices } from "./possible-choices";
export { startSimulation } from "./resume-simulation";
export { runFlowTest, scriptOf, type TestResult } from "./run-flow-test";
export { runScript, scriptSteps } from "./run-script";
export {
  type AccountRules,
  currentStep,
  type LineState,
  lineStates,
  type PlayedDocument,
  pathOf,
  type Setup,
  type Simulation,
  secondsBetween,
  type TakenChoice,
  type Visit,
} from "./simulation";
export { testOfRun } from "./test-of-run";

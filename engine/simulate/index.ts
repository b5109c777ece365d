/** Runs a definition against callees that somebody plays, under virtual time: the same engine, no network. */
export { begin } from "./apply";
export { type Behaviours, nextChoice } from "./behave";
export type { AgentBehaviour, Answer, Choice, CustomerBehaviour, Who } from "./choice";
export { choices, type Option } from "./choices";
export { exitWord } from "./compared";
export { type FlowTest, flowTest, TEST_STARTS_AT } from "./flow-test";
export { runFlowTest, scriptOf, type TestResult } from "./run-flow-test";
export { runScript, type Script, scriptSteps } from "./run-script";
export {
  type AccountRules,
  currentStep,
  type Heard,
  line,
  type OnLine,
  pathOf,
  type Setup,
  type Simulation,
  secondsBetween,
  type Taken,
  type Visit,
} from "./simulation";
export { ImpossibleChoice, take } from "./take";

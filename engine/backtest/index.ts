/** Executes recorded interactions through another definition of their flow, and says where that goes another way. */

export { backtest, type Verdict } from "./backtest";
export { NotReproducible, type Recording, rerun } from "./recording";
export { type RecordedScript, scriptOfRecording } from "./script-of";
export { type Difference, differenceOf, whyText } from "./words";

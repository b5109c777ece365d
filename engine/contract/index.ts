/** What a flow component may know: the only part of the engine that components import. */
export {
  beginListening,
  type Listening,
  listenOn,
  type NextRound,
  spokenSeconds,
} from "../answering/listening";
export type { Detected, Who } from "../answering/who-answered";
export { cutText } from "../cut-text";
export * from "./ask";
export * from "./branch";
export * from "./calendar";
export * from "./component";
export * from "./consent";
export * from "./date-range";
export * from "./field";
export * from "./local-time";
export * from "./message";
export * from "./parameters";
export * from "./phone";
export * from "./reference";
export * from "./resume";
export * from "./try-results";
export * from "./value";
export * from "./verbs";

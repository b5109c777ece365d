/** What a flow component may know: the only part of the engine that components import. */
export * from "./component";
export * from "./field";
export * from "./message";
export * from "./reference";
export * from "./resume";
export * from "./value";
export * from "./verbs";

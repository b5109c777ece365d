/** What an admin can do to a draft: pure functions that return the changes. */
export * from "./add-step";
export * from "./clipboard";
export type { Command } from "./command";
export * from "./flow";
export * from "./notes";
export * from "./remove-steps";
export * from "./set-config";
export * from "./steps";
export * from "./variables";

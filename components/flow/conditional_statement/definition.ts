import type { Definition } from "@/engine/contract";
import { branchExits, branchNames } from "@/engine/contract";
import { check } from "./check";
import { type Config, config } from "./config";

export const definition: Definition<Config> = {
  id: "conditional_statement",
  label: "Conditional statement",
  icon: "route",
  group: "logic",
  description:
    "Takes the first branch, top to bottom, whose conditions hold. Plain numbers compare as numbers, everything else as text; an unset variable is less than any value. A pattern (RE2) may be found anywhere in the text: begin it with ^ and end it with $ to match the whole. Match is the name of the branch taken.",
  config,
  exits: ({ branches }) => [...branchExits(branches), { id: "no_match", label: "No match", kind: "mandatory" }],
  summary: ({ branches }) => [branchNames(branches)],
  outputs: [{ id: "match", label: "Match" }],
  call: "none",
  default_on_error: { do: "exit", exit: "no_match" },
  check: ({ branches }, facts) => check(branches, facts),
};

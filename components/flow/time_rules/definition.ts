import type { Definition } from "@/engine/contract";
import { branchExits, branchNames } from "@/engine/contract";
import { check } from "./check";
import { type Branch, type Config, config } from "./config";

export const definition: Definition<Config> = {
  id: "time_rules",
  label: "Time-based rules",
  icon: "clock",
  group: "logic",
  description:
    "Takes the first branch, top to bottom, that is open by the clocks of its time zone. A range ends just before its To; one that ends before it begins runs past midnight. In the hour that daylight saving skips nothing matches, the one it repeats counts twice. Match is the name of the branch taken.",
  config,
  exits: ({ branches }) => [
    ...branchExits<Partial<Branch>>(branches, ({ report_as: as }) => ({ note: as ?? "inside" })),
    { id: "no_match", label: "No match", kind: "mandatory", note: "outside" },
  ],
  summary: ({ branches }) => [branchNames(branches)],
  outputs: [{ id: "match", label: "Match" }],
  call: "none",
  default_on_error: { do: "exit", exit: "no_match" },
  check: ({ branches }) => check(branches),
};

import type { Definition } from "@/engine/contract";
import { branchExits, branchNames } from "@/engine/contract";
import { check } from "./check";
import { type Branch, type Config, config } from "./config";

/** A step with calendars always waits for the port's answer, whichever exit it takes. */
const WAITS = { waits: "always" } as const;

export const definition: Definition<Config> = {
  id: "calendar_rules",
  label: "Calendar-based rules",
  icon: "calendar-days",
  group: "logic",
  description:
    "Takes the first branch, top to bottom, whose dates include today in its time zone. Days are whole; every year, 29 February is the 28th where there is none. Match is the name of the branch taken. A technical fault follows No match unless you choose otherwise.",
  config,
  exits: ({ branches }) => {
    const waits = branches.some(({ calendar }: Partial<Branch>) => calendar !== undefined) ? WAITS : {};
    return [
      ...branchExits(branches, () => waits),
      { id: "no_match", label: "No match", kind: "mandatory", ...waits },
      { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", ...waits },
    ];
  },
  summary: ({ branches }) => [branchNames(branches)],
  outputs: [{ id: "match", label: "Match" }],
  call: "none",
  default_on_error: { do: "exit", exit: "no_match" },
  check: ({ branches }) => check(branches),
};

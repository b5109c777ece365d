// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import type { Preparation } from "./prepare";

/** The contact's first ring and two more tries. */
export const MOST_RINGS = 3;

const FROM = "+12025550101";
const never: CalleeInput = { kind: "scripted", then: "never" };
const declines: CalleeInput = { kind: "scripted", ring: 2, then: "decline" };
const voicemail: CalleeInput = { kind: "scripted", ring: 3, then: "answer" };
const accepts = (ring: number): CalleeInput => ({
  ...{ kind: "scripted", ring, then: "answer" },
  actions: [
    { on: "gather", after: 1, do: "press", digits: "1" },
    { after_bridge: 6, do: "hang_up" },
  ],
});
/** Leaves in the moment in which the call is taken, before the contact can be there. */
const regrets: CalleeInput = {
  ...{ kind: "scripted", ring: 2, then: "answer" },
  actions: [
    { on: "gather", after: 1, do: "press", digits: "1" },
    { on: "answer", after: 1.1, do: "hang_up" },
  ],
};

export type Group = {
  name: string;
  strategy: NonNullable<Preparation["group"]>["strategy"];
  callees: Record<string, CalleeInput>;
};

/** Ring groups of three, in each way of ringing. */
export const GROUPS: Group[] = [
  {
    ...{ name: "At once", strategy: "all_at_once" },
    callees: { "+12025550161": accepts(2), "+12025550162": accepts(2), "+12025550163": never },
  },
  {
    ...{ name: "In order", strategy: "in_order" },
    callees: { "+12025550164": declines, "+12025550165": voicemail, "+12025550166": accepts(3) },
  },
  {
    ...{ name: "Idle", strategy: "longest_idle" },
    callees: { "+12025550167": accepts(2), "+12025550168": accepts(4), "+12025550169": regrets },
  },
  {
    ...{ name: "Nobody", strategy: "all_at_once" },
    callees: { "+12025550170": never, "+12025550171": declines, "+12025550172": voicemail },
  },
];

/** Rings the contact, twice more where nobody answers, and lets the contact wait for an agent of the group. */
export function triesAndGroup({ name, strategy, callees }: Group): Preparation {
  const variables = { customer: { type: "string" }, other: { type: "string" } };
  return {
    group: { name, strategy, agents: Object.keys(callees) },
    flow: {
      ...{ patchcord: 1, name, variables, start: "trigger" },
      steps: {
        trigger: {
          ...{ component: "api_request", name: "API request", exits: { ok: "call" } },
          config: {
            arguments: [
              { name: "contact_1", variable: "customer" },
              { name: "contact_2", variable: "other" },
            ],
          },
        },
        call: {
          ...{ component: "make_outbound_call", name: "Call" },
          config: {
            ...{ from: FROM, to_variable: "customer" },
            try_again: [
              { after: "busy", times: 1, minutes: 1 },
              { after: "no_answer", times: 1, minutes: 1 },
            ],
          },
          exits: { answered: "forward", busy: "end", no_answer: "end", invalid_number: "end" },
        },
        forward: {
          ...{ component: "forward_to_external_number", name: "Forward" },
          config: { to: { ring_group: name, wait_seconds: 90 } },
          exits: { no_answer: "end", invalid_number: "end", outside_hours: "end" },
        },
        end: { component: "end_flow", name: "End flow", config: {}, exits: {} },
      },
    },
  };
}

export const FROM = "+12025550101";
export const END = { component: "end_flow", name: "End", config: {}, exits: {} };
export const say = (text: string) => ({ message: { source: "tts", text } });

/** A flow that calls its customer, and goes on with the step `first` once somebody has answered. `settings`: further ones of the call. */
export const calling = (name: string, first: string, steps: Record<string, object>, settings: object = {}) => ({
  ...{ patchcord: 1, name, variables: { customer: { type: "string" } }, start: "trigger" },
  steps: {
    trigger: {
      ...{ component: "api_request", name: "API request", exits: { ok: "call" } },
      config: { arguments: [{ name: "contact_1", variable: "customer" }] },
    },
    call: {
      ...{
        component: "make_outbound_call",
        name: "Call",
        config: { from: FROM, to_variable: "customer", ...settings },
      },
      exits: { answered: first, busy: "end", no_answer: "end", invalid_number: "end" },
    },
    ...steps,
    end: END,
  },
});

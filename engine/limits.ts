/** Every limit the engine enforces (docs/flow-format.md, "Limits"); error texts quote these. */
export const LIMITS = {
  steps_per_flow: 1000,
  variables_per_flow: 200,
  definition_bytes: 1024 * 1024,
  steps_per_burst: 100,
  steps_per_interaction: 1000,
  visits_in_a_row: 20,
  interaction_hours: 48,
  output_bytes: 64 * 1024,
  /** The longest that a step waits for a web service, a function, Salesforce or a calendar. */
  port_seconds: 30,
  /** A call the carrier ends at the latest; also how long expiry waits for a live call. */
  call_hours: 4,
} as const;

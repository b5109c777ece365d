/** Every limit that the engine enforces (docs/flow-format.md, "Limits"); error messages quote them. */
export const LIMITS = {
  steps_per_flow: 1000,
  variables_per_flow: 200,
  definition_bytes: 1024 * 1024,
  steps_per_burst: 100,
  steps_per_interaction: 1000,
  visits_in_a_row: 20,
  interaction_hours: 168,
  output_bytes: 64 * 1024,
  template_characters: 20_000,
  /** {{ }} and {% %} of a template, and how deep they and their brackets may be nested. */
  template_nodes: 1000,
  template_depth: 50,
  /** Units of work (engine/work.ts), each about a microsecond: of one template, and of all that the steps of a burst do. */
  template_work: 50_000,
  burst_work: 100_000,
  /** Of all bursts of a flow's test, since a flow may have a hundred and a server runs them. */
  script_work: 300_000,
  /** Of reading all templates and patterns of a flow, when it is checked. */
  flow_work: 400_000,
  /** Longest wait of a step for a web service, a function, Salesforce or a calendar. */
  port_seconds: 30,
  /** After this the carrier ends a call; a live call postpones the expiry by as much. */
  call_hours: 4,
} as const;

/** The numbers of the demo's customer and agent, which the test phones have until others are chosen. */
export const TEST_PHONES = { customer: "+12025550140", agent: "+12025550141" } as const;

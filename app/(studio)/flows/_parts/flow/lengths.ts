/** The longest texts that the server accepts, in characters. */
export const LONGEST = { name: 120, description: 2000, label: 40 } as const;

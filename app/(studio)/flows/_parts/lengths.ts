/** In characters; the server refuses more. */
export const LONGEST = { name: 120, description: 2000, label: 40 } as const;

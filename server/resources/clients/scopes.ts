/** What a client may do, with the sentence that the studio and the API description show. */
export const SCOPES = {
  "flows-interactions:start": "Start interactions of published flows: phones ring.",
  "flows-interactions:read": "Read the status, outcome and steps of interactions.",
  "flows:read": "Read which flows there are and the arguments they take.",
} as const;

export type Scope = keyof typeof SCOPES;

/** What a client may do, with the sentence that the studio and the API description show. */
export const SCOPES = {
  "flows-interactions:start": "Start interactions",
  "flows-interactions:read": "Read interactions",
  "flows:read": "Read flows",
} as const;

export type Scope = keyof typeof SCOPES;

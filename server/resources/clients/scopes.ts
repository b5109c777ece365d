/** What a client may do, with the sentence that the studio and the API description show. */
export const SCOPES = {
  "flows-interactions:start": "Start interactions of published flows: phones ring.",
  "flows-interactions:read": "Read the status, outcome and steps of interactions.",
  "flows-interactions:cancel": "Cancel running interactions: no phone rings any more, live calls end.",
  "flows:read": "Read flows, their drafts and versions, and run their tests.",
  "flows:write": "Create flows and replace their drafts; what is published stays as it is.",
  "flows:publish": "Publish flows and delete them: the next start runs on what was published.",
  "webhooks:write": "Read, make, change and remove webhook endpoints, and have events sent again.",
  "numbers:read": "Read the numbers that calls are made from.",
  "numbers:write": "Add numbers that calls are made from, change and remove them.",
  "prompts:write": "Read, add, replace and remove recordings that flows play.",
  "reports:read": "Read reports, and have them written to files: numbers that flows called are in them.",
  "privacy:write": "Add numbers to the do-not-call list.",
} as const;

export type Scope = keyof typeof SCOPES;

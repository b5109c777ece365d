/** After what a contact can be rung again, as people read it. */
export const TRY_RESULTS = {
  busy: "Busy",
  declined: "Declined",
  no_answer: "No answer",
  screened: "Screened",
  voicemail: "Voicemail",
  failed: "A technical fault",
} as const;
export type TryResult = keyof typeof TRY_RESULTS;

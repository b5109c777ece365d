/** The texts for the states of a dial attempt. */
export const ATTEMPT_STATUS: Record<string, string> = {
  intended: "Waiting to be dialled",
  submitting: "Being placed",
  unknown: "In doubt: the carrier is being asked",
  placed: "Placed",
  ended: "Ended",
  refused: "Refused by the carrier",
  given_up: "Given up",
  cancelled: "Cancelled before it was dialled",
  dropped: "Dropped: no call slot came free in time",
};

/** The texts for the carrier's states of a call. */
export const CALL_STATUS: Record<string, string> = {
  queued: "queued at the carrier",
  initiated: "on its way",
  ringing: "ringing",
  in_progress: "on the line",
  completed: "completed",
  busy: "busy",
  no_answer: "no answer",
  failed: "failed",
  canceled: "cancelled",
};

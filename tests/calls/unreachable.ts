/** Exits that no call can take, by flow, each with its reason: the test of tests/calls fails for one that is taken after all. */
export const UNREACHABLE: readonly { reason: string; exits: Record<string, readonly string[]> }[] = [
  {
    reason: "Nothing in its text can fail. What a carrier does to a document is not played in a simulation.",
    exits: {
      "accept-key": ["sorry.error", "thanks.error"],
      answering: ["greet.error", "leave_word.error", "regret.error"],
      "do-not-call": ["fault.error", "sorry.error", "told.error"],
      callback: ["thanks.error"],
      execute_action: ["later.error", "sorry.error", "tell.error"],
      faults: ["goodbye.error"],
      "ring-group": ["bye.error", "closed_now.error", "sorry.error"],
      "hang-up": ["ask.error", "bye.error", "leave_word.error"],
      keys: ["say_all.error", "say_pin.error"],
      prompts: ["ask.error", "hello.error"],
      "report-a-problem": ["announce.error"],
      run_function: ["later.error", "sorry.error", "tell.error"],
      salesforce: ["greet.error", "sorry.error", "unknown.error"],
      "service-desk": [
        "announce.error",
        "ask_order.error",
        "ask_topic.error",
        "confirm_order.error",
        "goodbye.error",
        "leave_message.error",
        "menu.error",
        "take_note.error",
        "thank.error",
        "welcome_chime.error",
        "welcome_plain.error",
      ],
      speech: ["say_about.error", "say_choice.error"],
      whisper: ["sorry.error", "thanks.error"],
    },
  },
  {
    reason: "No call is live: it has not been made yet, or is over.",
    exits: {
      rules: [
        "days.contact_hung_up",
        "other_days.contact_hung_up",
        "lost.contact_hung_up",
        "named.contact_hung_up",
        "named_not.contact_hung_up",
        "slow.contact_hung_up",
      ],
      "service-desk": [
        "check_service.contact_hung_up",
        "look_up.contact_hung_up",
        "greet.contact_hung_up",
        "note_hang_up.contact_hung_up",
      ],
    },
  },
  {
    reason: "Its agents may be called, and nothing in its words can fail.",
    exits: { "ring-group": ["at_once.error", "idle.error", "closed.error", "empty.error"] },
  },
  {
    reason: "Its ring group has agents, and is always on duty.",
    exits: {
      "ring-group": [
        ...["at_once.invalid_number", "at_once.outside_hours", "idle.invalid_number", "idle.outside_hours"],
        ...["in_order.invalid_number", "in_order.outside_hours"],
      ],
    },
  },
  {
    reason: "That nobody of its ring group is rung is known before anything else can happen.",
    exits: {
      "ring-group": [
        ...["closed.contact_hung_up", "closed.invalid_number", "closed.no_answer", "closed.ok"],
        ...["empty.contact_hung_up", "empty.no_answer", "empty.ok", "empty.outside_hours"],
        ...["forbidden.contact_hung_up", "forbidden.invalid_number", "forbidden.no_answer", "forbidden.ok"],
        "forbidden.outside_hours",
      ],
    },
  },
  {
    reason: "Its text always fails.",
    exits: {
      faults: ["said.ok", "said.contact_hung_up", "asked.ok", "asked.timeout", "asked.contact_hung_up"],
    },
  },
  {
    reason: "Its hours are all there are, or a minute a week.",
    exits: {
      rules: ["hours.no_match", "closed_hours.open"],
    },
  },
  {
    reason: "Its days are all there are, or none to come.",
    exits: {
      rules: [
        "days.no_match",
        "other_days.holiday",
        "named.no_match",
        "named_not.holiday",
        "slow.no_match",
        "slow_call.no_match",
      ],
    },
  },
  {
    reason: "Its days stand in the step: nobody is asked.",
    exits: {
      rules: ["days.error", "other_days.error"],
    },
  },
  {
    reason: "What it asks was deleted, which is known at once.",
    exits: {
      rules: ["lost.holiday", "lost.no_match"],
      run_function: ["lost.ok", "lost.timeout", "lost.contact_hung_up"],
    },
  },
  {
    reason: "Its agents accept no callback: they do not answer, are never on duty, or may not be called.",
    exits: {
      callback: [
        "closed.contact_hung_up",
        "closed.invalid_outbound_caller_id",
        "closed.ok",
        "forbidden.contact_hung_up",
        "forbidden.invalid_outbound_caller_id",
        "forbidden.ok",
        "nobody.contact_hung_up",
        "nobody.invalid_outbound_caller_id",
        "nobody.ok",
      ],
    },
  },
  {
    reason: "Its ring group is never on duty, or may not be called, which is known before the time is up.",
    exits: {
      callback: ["closed.timeout", "forbidden.timeout"],
    },
  },
  {
    reason: "Its ring group is always on duty.",
    exits: {
      callback: ["at_once.no_match", "in_order.no_match", "nobody.no_match", "forbidden.no_match"],
    },
  },
  {
    reason: "The list answers at once, or its table is blocked, which is tried with one step.",
    exits: {
      "do-not-call": ["fault.contact_hung_up", "strict.contact_hung_up"],
      "service-desk": ["never_again.contact_hung_up", "never_again.error"],
    },
  },
  {
    reason: "It notes the number of the call, which has been called.",
    exits: {
      "service-desk": ["never_again.not_added"],
    },
  },
  {
    reason: "It calls back the number of the call, which has been called before.",
    exits: {
      "service-desk": ["call_back.invalid_caller_id"],
    },
  },
];

import { dequal } from "dequal";
import type { Effect, Forward, Gather, ResumeBody, Verb } from "../contract";
import { type Answered, type Question, type Recording, secondsBetween } from "./recording";

/** Why a recording has no answer to what a draft asks; the words for it are in words.ts. */
export type Unanswered =
  | "asks_anew"
  | "other_kind"
  | "other_number"
  | "rings_longer"
  | "detects_machine"
  | "waits_otherwise"
  | "waits_longer"
  | "other_input"
  | "other_keys"
  | "other_agent"
  | "accept_key"
  | "other_request"
  | "other_callback"
  | "new_argument"
  | "not_reproducible"
  | "too_much_work";

/** What comes of a draft's question, so many seconds after it. */
export type Given = { resume: ResumeBody; seconds: number };
type Answer = Given | { unanswered: Unanswered };

const unanswered = (why: Unanswered): Answer => ({ unanswered: why });

/** Resumes that come from outside of the question, whatever it was. */
const FROM_OUTSIDE = new Set<ResumeBody["kind"]>(["cancelled", "expired", "faulted", "carrier_failed"]);

/**
 * What would have come of `asked`, by what came of `answered.question` in the recording. Of the two questions only what decides the
 * answer is compared: a message that says something else is taken to be heard as the other one was.
 */
export function answerTo(asked: Question, answered: Answered, recording: Recording): Answer {
  const { question, resume, seconds } = answered;
  const asRecorded: Given = { resume: bodyOf(resume), seconds };
  if (FROM_OUTSIDE.has(resume.kind)) return asRecorded;
  if (asked.wait !== question.wait || asked.call !== question.call) return unanswered("other_kind");
  switch (asked.wait) {
    case "call":
      return ofDial(asked, answered, recording, asRecorded);
    case "prompt":
    case "handover":
      return asRecorded;
    case "time":
      return ofTimer(asked, answered, asRecorded);
    case "input":
      return ofInput(asked, answered, asRecorded);
    case "forward":
      return ofForward(asked, answered, recording, asRecorded);
    case "port":
      return ofPort(asked, answered, asRecorded);
    case "agents":
    case "callback":
      return ofCallback(asked, answered, recording, asRecorded);
  }
}

const bodyOf = ({ at: _, ...body }: Answered["resume"]) => body as ResumeBody;

const isKind =
  <Kind extends Effect["effect"]>(kind: Kind) =>
  (effect: Effect): effect is Extract<Effect, { effect: Kind }> =>
    effect.effect === kind;
const isVerb =
  <Kind extends Verb["verb"]>(kind: Kind) =>
  (verb: Verb): verb is Extract<Verb, { verb: Kind }> =>
    verb.verb === kind;

function ofDial(asked: Question, { question, resume, seconds }: Answered, recording: Recording, same: Given): Answer {
  const now = asked.effects.find(isKind("dial"));
  const before = question.effects.find(isKind("dial"));
  if (!now || !before) return now || before ? unanswered("other_kind") : same;
  if (now.to !== before.to || now.send_digits !== before.send_digits) return unanswered("other_number");
  if (now.waits !== before.waits || now.zone !== before.zone) return unanswered("waits_otherwise");
  const rang = recording.rang.get(question.visit) ?? seconds;
  if (now.ring_seconds < before.ring_seconds && rang >= now.ring_seconds)
    return { resume: { kind: "dial_ended", result: "no_answer" }, seconds: seconds - rang + now.ring_seconds };
  const rangOut = resume.kind === "dial_ended" && resume.result === "no_answer" && rang >= before.ring_seconds - 1;
  if (now.ring_seconds > before.ring_seconds && rangOut) return unanswered("rings_longer");
  if (resume.kind !== "call_answered" || now.detect_machine === before.detect_machine) return same;
  if (now.detect_machine) return unanswered("detects_machine");
  return { resume: { kind: "call_answered", answered_by: "unknown" }, seconds };
}

function ofTimer(asked: Question, { question, resume, seconds }: Answered, same: Given): Answer {
  if (resume.kind === "timer") return { ...same, seconds: asked.seconds };
  return asked.seconds < question.seconds && seconds >= asked.seconds
    ? { resume: { kind: "timer" }, seconds: asked.seconds }
    : same;
}

/** What a contact is asked by a gather, but for its words. */
const howAsked = ({ prompt: _, ...how }: Gather) => how;

function ofInput(asked: Question, { question, resume }: Answered, same: Given): Answer {
  const now = asked.verbs.find(isVerb("gather"));
  const before = question.verbs.find(isVerb("gather"));
  if (!now || !before) return now || before ? unanswered("other_kind") : same;
  if (dequal(howAsked(now), howAsked(before)) || resume.kind !== "input_received") return same;
  const { digits, speech, error } = resume;
  const takes = (input: "digits" | "speech") => now.input === input || now.input === "digits_or_speech";
  if (error) return now.input === before.input ? same : unanswered("other_input");
  if (now.hears !== before.hears) return unanswered("other_kind");
  if (digits !== "") return takes("digits") && sameKeys(now, before, digits) ? same : unanswered("other_keys");
  if (speech !== "") return takes("speech") && now.language === before.language ? same : unanswered("other_input");
  // Silence: whoever is listened to for longer, or also by another ear, may have answered.
  if (now.timeout_seconds > before.timeout_seconds) return unanswered("waits_longer");
  return now.input === before.input || before.input === "digits_or_speech" ? same : unanswered("other_input");
}

/** Whether keys that were pressed for one gather end another one just so. */
function sameKeys(now: Gather, before: Gather, digits: string): boolean {
  if (now.finish_key !== before.finish_key) return false;
  const most = now.max_digits ?? Number.POSITIVE_INFINITY;
  const wasFull = digits.length === before.max_digits;
  return wasFull ? most === digits.length : most > digits.length;
}

function ofForward(
  asked: Question,
  { question, resume, seconds }: Answered,
  recording: Recording,
  same: Given,
): Answer {
  const now = asked.verbs.find(isVerb("forward"));
  const before = question.verbs.find(isVerb("forward"));
  if (!now || !before) return now || before ? unanswered("other_kind") : same;
  if (now.to !== before.to || now.send_digits !== before.send_digits) return unanswered("other_agent");
  if ((now.accept_key === undefined) !== (before.accept_key === undefined)) return unanswered("accept_key");
  return ofRinging(now, before, { question, resume, seconds }, recording, same);
}

function ofRinging(
  now: Forward,
  before: Forward,
  { question, resume, seconds }: Answered,
  { agentAnswered }: Recording,
  same: Given,
): Answer {
  if (now.ring_seconds === before.ring_seconds) return same;
  const answeredAt = agentAnswered.get(question.turn);
  const isJoined = (resume.kind === "forward_ended" && resume.result === "answered") || isJoinedHangUp(resume);
  // Where the carrier has not told when the agent answered, only the end of the whole is known.
  if (isJoined && answeredAt === undefined) return unanswered("rings_longer");
  const rang = answeredAt === undefined ? seconds : secondsBetween(question.at, answeredAt);
  if (now.ring_seconds < before.ring_seconds && rang >= now.ring_seconds)
    return {
      resume: { kind: "forward_ended", result: "no_answer", contact_live: true },
      seconds: now.ring_seconds,
    };
  const rangOut =
    resume.kind === "forward_ended" && resume.result === "no_answer" && answeredAt === undefined && resume.contact_live;
  return now.ring_seconds > before.ring_seconds && rangOut ? unanswered("rings_longer") : same;
}

const isJoinedHangUp = (resume: ResumeBody) => resume.kind === "hung_up" && resume.joined;

function ofPort(asked: Question, { question, resume, seconds }: Answered, same: Given): Answer {
  const now = asked.effects.find(isKind("call_port"));
  const before = question.effects.find(isKind("call_port"));
  if (!now || !before) return now || before ? unanswered("other_kind") : same;
  if (now.port !== before.port || !dequal(now.request, before.request)) return unanswered("other_request");
  if (resume.kind === "timer" && asked.seconds > question.seconds) return unanswered("waits_longer");
  return ofShorterWait(asked, question, seconds, same);
}

/** A wait that ends by itself before what came in the recording. */
function ofShorterWait(asked: Question, question: Question, seconds: number, same: Given): Answer {
  return asked.seconds < question.seconds && seconds >= asked.seconds
    ? { resume: { kind: "timer" }, seconds: asked.seconds }
    : same;
}

function ofCallback(asked: Question, answered: Answered, recording: Recording, same: Given): Answer {
  const { question, resume, seconds } = answered;
  if (asked.effects.some(isKind("dial")) || question.effects.some(isKind("dial")))
    return ofDial(asked, answered, recording, same);
  const now = asked.effects.find(isKind("queue_callback"));
  const before = question.effects.find(isKind("queue_callback"));
  if (!now || !before) return now || before ? unanswered("other_kind") : same;
  const { number, from, ring_group, priority, rounds } = now;
  const asks = { number, from, ring_group, priority, rounds };
  if (!Object.entries(asks).every(([name, value]) => before[name as keyof typeof asks] === value))
    return unanswered("other_callback");
  if (resume.kind === "timer" && asked.seconds > question.seconds) return unanswered("waits_longer");
  return ofShorterWait(asked, question, seconds, same);
}

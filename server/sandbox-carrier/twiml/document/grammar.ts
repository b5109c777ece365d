import type { Verb } from "./parse";

interface Rule {
  attributes: string;
  inside?: string;
}

const CALLBACK = "statusCallback statusCallbackMethod statusCallbackEvent";
const PROMPTS = "Say Play Pause";

/** Verbs and nouns the sandbox executes, with every attribute Twilio documents for them. SSML inside Say is not looked at. */
const RULES: Record<string, Rule> = {
  Response: {
    attributes: "",
    inside: `${PROMPTS} Gather Dial Record Start Stop Redirect Reject Hangup`,
  },
  Say: { attributes: "voice language loop" },
  Play: { attributes: "loop digits" },
  Pause: { attributes: "length" },
  Gather: {
    attributes:
      "action method input timeout speechTimeout maxSpeechTime finishOnKey numDigits language hints bargeIn " +
      "actionOnEmptyResult profanityFilter partialResultCallback partialResultCallbackMethod speechModel enhanced dtmfDetection debug",
    inside: PROMPTS,
  },
  Dial: {
    attributes:
      "action method timeout hangupOnStar timeLimit callerId answerOnBridge record trim ringTone sequential referUrl referMethod " +
      "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent recordingTrack",
    inside: "Number Conference",
  },
  Number: {
    attributes: `sendDigits url method byoc machineDetection machineDetectionTimeout amdStatusCallback ${CALLBACK}`,
  },
  Conference: {
    attributes:
      "muted beep startConferenceOnEnter endConferenceOnExit participantLabel jitterBufferSize waitUrl waitMethod maxParticipants " +
      "record region trim coach statusCallback statusCallbackMethod statusCallbackEvent eventCallbackUrl " +
      "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent",
  },
  Record: {
    attributes:
      "action method timeout finishOnKey maxLength playBeep trim transcribe transcribeCallback " +
      "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent",
  },
  Start: { attributes: "", inside: "Transcription" },
  Stop: { attributes: "", inside: "Transcription" },
  Transcription: {
    attributes:
      "name track statusCallbackUrl statusCallbackMethod languageCode inboundTrackLabel outboundTrackLabel partialResults " +
      "transcriptionEngine speechModel profanityFilter hints enableAutomaticPunctuation intelligenceService",
  },
  Redirect: { attributes: "method" },
  Reject: { attributes: "reason" },
  Hangup: { attributes: "" },
};

const words = (list: string) => new Set(list.split(" "));
const GRAMMAR = new Map(
  Object.entries(RULES).map(([name, { attributes, inside }]) => [
    name,
    { attributes: words(attributes), inside: inside === undefined ? undefined : words(inside) },
  ]),
);

/** What Twilio would warn of as 12200: it ignores the element or attribute and goes on. */
export function schemaWarnings(verbs: Verb[], parent = "Response"): string[] {
  const inside = GRAMMAR.get(parent)?.inside;
  if (!inside) return [];
  return verbs.flatMap((verb) => {
    if (!inside.has(verb.name)) return [`${verb.name} is not allowed in ${parent}`];
    const known = GRAMMAR.get(verb.name)?.attributes;
    const strange = Object.keys(verb.attributes).filter((attribute) => !known?.has(attribute));
    return [
      ...strange.map((attribute) => `attribute ${attribute} is not allowed in ${verb.name}`),
      ...schemaWarnings(verb.children, verb.name),
    ];
  });
}

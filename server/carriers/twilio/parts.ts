import twilio from "twilio";
import type { CarrierAudioVerb, CarrierGather, CarrierVerb } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { sayParts } from "./say-parts";

export type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;

/** Adds a verb to a document. `goesOn`: the verb is the last of a part, after which the carrier asks for the next part. */
export type AddVerb = (response: VoiceResponse, verb: CarrierVerb, goesOn: boolean) => void;

/** Room for the way to the next part. */
const REDIRECT_BYTES = 1000;

/**
 * One document of verbs, or, where they are more than a document may hold, the part of that number (0 is the first). Each part
 * but the last ends with the way to the next, whose address `partAddress` gives; a gather whose prompt is too long is asked
 * in each, so that a caller who knows the answer need not wait. The same verbs give the same parts.
 */
export function renderPart(
  verbs: CarrierVerb[],
  part: number,
  add: AddVerb,
  partAddress: (part: number) => string,
  capabilities: Capabilities,
): string {
  const document = (some: CarrierVerb[], next: string | null) => {
    const response = new twilio.twiml.VoiceResponse();
    some.forEach((verb, index) => {
      add(response, verb, next !== null && index === some.length - 1);
    });
    if (next !== null) response.redirect({ method: "POST" }, next + capabilities.documentRetry);
    return response.toString();
  };
  const whole = document(verbs, null);
  if (Buffer.byteLength(whole) <= capabilities.documentBytes) return whole;
  const sizeOf = (verb: CarrierVerb) => Buffer.byteLength(document([verb], null));
  const parts = partsOf(verbs, capabilities, sizeOf);
  const index = Math.min(part, parts.length - 1);
  return document(parts[index] ?? [], index < parts.length - 1 ? partAddress(index + 1) : null);
}

function partsOf(
  verbs: CarrierVerb[],
  capabilities: Capabilities,
  sizeOf: (verb: CarrierVerb) => number,
): CarrierVerb[][] {
  const most = capabilities.documentBytes - REDIRECT_BYTES;
  const parts: CarrierVerb[][] = [[]];
  let used = 0;
  for (const verb of verbs.flatMap((one) => piecesOf(one, capabilities, most, sizeOf))) {
    const bytes = sizeOf(verb);
    const last = parts.at(-1) as CarrierVerb[];
    // After a gather only the end of a part leads on.
    const isFull = used + bytes > most || (verb.verb === "gather" && last.at(-1)?.verb === "gather");
    if (isFull && last.length > 0) {
      parts.push([verb]);
      used = bytes;
    } else {
      last.push(verb);
      used += bytes;
    }
  }
  return parts;
}

function piecesOf(
  verb: CarrierVerb,
  capabilities: Capabilities,
  most: number,
  sizeOf: (verb: CarrierVerb) => number,
): CarrierVerb[] {
  if (verb.verb === "gather") return gathers(verb, capabilities, most, sizeOf);
  return verb.verb === "say" ? saidApart(verb, capabilities) : [verb];
}

function saidApart(verb: CarrierAudioVerb, capabilities: Capabilities): CarrierAudioVerb[] {
  return verb.verb === "say" ? sayParts(verb.text, capabilities).map((text) => ({ ...verb, text })) : [verb];
}

/** The same gather as often as its prompt needs documents. */
function gathers(
  gather: CarrierGather,
  capabilities: Capabilities,
  most: number,
  sizeOf: (verb: CarrierVerb) => number,
): CarrierGather[] {
  const room = most - sizeOf({ ...gather, prompt: [] });
  const prompts: CarrierAudioVerb[][] = [[]];
  let used = 0;
  for (const verb of gather.prompt.flatMap((one) => saidApart(one, capabilities))) {
    const bytes = sizeOf(verb);
    if (used + bytes > room && used > 0) {
      prompts.push([]);
      used = 0;
    }
    prompts.at(-1)?.push(verb);
    used += bytes;
  }
  return prompts.map((prompt) => ({ ...gather, prompt }));
}

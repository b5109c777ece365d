import {
  beginListening,
  type ListeningRules,
  listenOn,
  spokenSeconds,
  type WhoAnswered,
} from "@/engine/answering/listening";
import type { Detected } from "@/engine/answering/who-answered";

/** Words with the seconds at which they begin and end. */
export type Utterance = [from: number, to: number, words: string];

/**
 * A call that is answered, as data: what is said, in seconds since the answer, and after each time that who and why has been said, in
 * seconds since then. `beep`: when a recording begins.
 */
export type Answering = {
  name: string;
  /** By which exit it is to be left: `fax` by that of voicemail. */
  is: "person" | "screened" | "voicemail" | "fax";
  kind: string;
  /** `described`: after a public description of a real one, in other words. */
  from: "described" | "invented";
  says: Utterance[];
  beep?: number;
  replies?: { says: Utterance[]; beep?: number }[];
  /** What the carrier's detection says, and when. */
  detected?: [at: number, what: Detected][];
};

/** What came of it, in seconds since the answer. */
export type Heard = {
  answered: WhoAnswered;
  decidedAt: number;
  /** When the first words of ours were said: who and why, or the flow's after the decision. */
  firstWordsAt: number;
  /** When the other side had last stopped before these. */
  stoppedBefore: number | null;
  /** When the recording had begun, or all had been said, by the decision. */
  greetingOver: number;
  /** Some of a greeting was said while who and why was. */
  toldOver: boolean;
};

/** From the carrier's request to the first sound of the document, as over a network. */
const DOCUMENT_SECONDS = 0.2;
const STARTED = Date.parse("2026-01-01T00:00:00Z");
const moment = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();

/** Listens to an answering as a carrier's speech gather does, in virtual time. */
export function listenTo(answering: Answering, rules: ListeningRules): Heard {
  const line = [...answering.says];
  const replies = [...(answering.replies ?? [])];
  let beep = answering.beep ?? null;
  let now = 0;
  let firstTold: number | null = null;
  let toldOver = false;
  const detectedBy = (at: number) => answering.detected?.findLast(([from]) => from <= at)?.[1] ?? null;
  let next = beginListening(moment(now), detectedBy(now));
  while (next.do === "listen") {
    const { round, listening } = next;
    const opens = now + DOCUMENT_SECONDS;
    let listensFrom = opens;
    if (round.tells) {
      const told = opens + spokenSeconds(rules.who_and_why);
      firstTold ??= opens;
      const interrupts = line.find(([, to]) => to > opens && to - 0.01 > opens)?.[0] ?? Number.POSITIVE_INFINITY;
      toldOver ||= line.some(([from, to]) => from < opens && to > opens);
      listensFrom = Math.min(told, Math.max(opens, interrupts));
      const reply = interrupts < told ? undefined : replies.shift();
      if (reply) {
        line.push(...reply.says.map(([from, to, words]): Utterance => [told + from, told + to, words]));
        if (reply.beep !== undefined) beep = told + reply.beep;
      }
    }
    const { words, endsAt } = gather(line, opens, listensFrom, round);
    now = endsAt;
    next = listenOn(listening, { words, detected: detectedBy(now) }, moment(now), rules);
  }
  const firstWordsAt = firstTold ?? now + DOCUMENT_SECONDS;
  const before = line.filter(([from]) => from < firstWordsAt).map(([, to]) => to);
  const ends = line.map(([, to]) => to);
  return {
    ...{ answered: next.answered, decidedAt: now, firstWordsAt, toldOver },
    stoppedBefore: before.length > 0 ? Math.max(...before) : null,
    greetingOver: Math.max(0, ...ends, beep ?? 0),
  };
}

/** What is recognised from `opens` on, and when the gather ends: after silence, after a pause, or after its longest. */
function gather(
  line: readonly Utterance[],
  opens: number,
  listensFrom: number,
  { silence, pause, longest }: { silence: number; pause: number; longest: number },
): { words: string; endsAt: number } {
  const coming = line.filter(([, to]) => to > opens).sort(([a], [b]) => a - b);
  const [first] = coming;
  if (!first || first[0] > listensFrom + silence) return { words: "", endsAt: listensFrom + silence };
  const limit = Math.max(first[0], opens) + longest;
  const said: string[] = [];
  let end = first[0];
  for (const utterance of coming) {
    const [from, to] = utterance;
    if (said.length > 0 && from > end + pause) break;
    said.push(partOf(utterance, opens, limit));
    end = Math.min(to, limit);
    if (to > limit) return { words: said.join(" "), endsAt: limit };
  }
  return { words: said.join(" "), endsAt: end + pause };
}

/** The words of an utterance that are said between two moments. */
function partOf([from, to, words]: Utterance, opens: number, limit: number): string {
  const all = words.split(" ");
  const at = (moment: number) => Math.round(((moment - from) / (to - from)) * all.length);
  return all.slice(Math.max(0, at(opens)), Math.max(0, Math.min(all.length, at(limit)))).join(" ");
}

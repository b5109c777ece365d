import type { Call, Speech } from "../../world/call";
import type { Clock, Timer } from "../../world/clock";

export interface InputRules {
  dtmf: boolean;
  speech: boolean;
  /** Infinity when not given. */
  numDigits: number;
  finishOnKey: string;
  /** Seconds of silence before the first input and between keys. */
  timeout: number;
  /** Seconds of silence after which speech is over. */
  speechTimeout: number;
  /** Seconds of speech after which listening is over. */
  maxSpeechTime: number;
  /** Keys end it even after something was said; else the first kind of input is the only one that counts. */
  keysAlways?: boolean;
}

export interface Input {
  digits: string;
  finishedOnKey: string;
  speech?: Speech;
}

/** Listens at a phone for one Gather or Record. */
export class InputCollector {
  /** What came, or undefined for nothing: silence, or the finish key as the very first one. */
  readonly input: Promise<Input | undefined>;
  #settle: (input: Input | undefined) => void = () => {};
  #call: Call;
  #clock: Clock;
  #rules: InputRules;
  #onFirst: () => void;
  #digits = "";
  #spoken: Speech[] = [];
  #timer: Timer | undefined;
  #limit: Timer | undefined;
  #deaf = false;

  constructor(call: Call, clock: Clock, rules: InputRules, onFirst: () => void) {
    this.#call = call;
    this.#clock = clock;
    this.#rules = rules;
    this.#onFirst = onFirst;
    this.input = new Promise((resolve) => {
      this.#settle = resolve;
    });
    if (rules.dtmf) call.on("key", this.#onKey);
    if (rules.speech) call.on("speech", this.#onSpeech);
  }

  /** While deaf, input is ignored: a prompt with `bargeIn="false"`. */
  set ignoresInput(deaf: boolean) {
    this.#deaf = deaf;
  }

  /** The prompts are over: from now on silence counts. */
  startSilence(): void {
    if (!this.#digits && this.#spoken.length === 0) this.#expect(this.#rules.timeout);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#limit?.cancel();
    this.#call.off("key", this.#onKey);
    this.#call.off("speech", this.#onSpeech);
  }

  #onKey = (key: string) => {
    if (this.#deaf || (this.#spoken.length > 0 && !this.#rules.keysAlways)) return;
    this.#onFirst();
    const finishing = this.#rules.finishOnKey.includes(key);
    if (!finishing) this.#digits += key;
    if (finishing) this.finish(key);
    else if (this.#digits.length >= this.#rules.numDigits) this.finish();
    else this.#expect(this.#rules.timeout);
  };

  #onSpeech = (speech: Speech) => {
    if (this.#deaf || this.#digits) return;
    this.#onFirst();
    this.#limit ??= this.#clock.after(this.#rules.maxSpeechTime, () => this.finish());
    this.#spoken.push(speech);
    this.#expect(this.#rules.speechTimeout);
  };

  #expect(seconds: number): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(seconds, () => this.finish());
  }

  /** Takes what has come so far. */
  finish(finishedOnKey = ""): void {
    this.stop();
    this.#settle(this.#sofar(finishedOnKey));
  }

  #sofar(finishedOnKey: string): Input | undefined {
    if (this.#digits) return { digits: this.#digits, finishedOnKey };
    const [first] = this.#spoken;
    if (!first) return undefined;
    const text = this.#spoken.map((speech) => speech.text).join(" ");
    return { digits: "", finishedOnKey, speech: { text, confidence: first.confidence } };
  }
}

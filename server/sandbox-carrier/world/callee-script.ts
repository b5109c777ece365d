import type { CalleeAction, ScriptedCallee, Trigger } from "./callee";
import type { Clock } from "./clock";

/** What a scripted callee can do with its phone; the leg provides it. */
export interface PhoneControls {
  hangUp(): void;
  press(digits: string): void;
  speak(text: string, confidence: number): void;
}

/** Moments that come once a leg: all their actions start. At every other moment the next unused action does. */
const ONCE_PER_LEG = new Set<Trigger>(["answer", "bridge"]);

/** The actions of a scripted callee on one leg. */
export class CalleeScript {
  readonly callee: ScriptedCallee;
  #left: CalleeAction[];
  #clock: Clock;
  #phone: PhoneControls;

  constructor(callee: ScriptedCallee, clock: Clock, phone: PhoneControls) {
    this.callee = callee;
    this.#left = [...callee.actions];
    this.#clock = clock;
    this.#phone = phone;
  }

  /** Starts the actions for a moment. True if there is one. */
  trigger(moment: Trigger): boolean {
    if (this.#left.length === 0) return false;
    const due = this.#left.filter((action) => action.on === moment);
    const chosen = ONCE_PER_LEG.has(moment) ? due : due.slice(0, 1);
    this.#left = this.#left.filter((action) => action.repeat || !chosen.includes(action));
    for (const action of chosen) this.#clock.after(action.after, () => this.#act(action));
    return chosen.length > 0;
  }

  #act(action: CalleeAction): void {
    if (action.do === "hang_up") this.#phone.hangUp();
    if (action.do === "press") this.#phone.press(action.digits ?? "");
    if (action.do === "speak") this.#phone.speak(action.text ?? "", action.confidence);
  }
}

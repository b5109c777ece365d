import type { CalleeAction, ScriptedCallee, Trigger } from "./callee";
import type { Clock } from "./clock";

/** What a scripted callee can do with its phone; the leg it sits at supplies it. */
export interface PhoneControls {
  hangUp(): void;
  press(digits: string): void;
  speak(text: string, confidence: number): void;
}

/** These happen once a leg, so all their actions are set going; at the others the next unused action takes its turn. */
const ONCE_PER_LEG = new Set<Trigger>(["answer", "bridge"]);

/** One callee's actions on one leg. */
export class CalleeScript {
  readonly callee: ScriptedCallee;
  #left: CalleeAction[];
  #clock: Clock;
  #hands: PhoneControls;

  constructor(callee: ScriptedCallee, clock: Clock, hands: PhoneControls) {
    this.callee = callee;
    this.#left = [...callee.actions];
    this.#clock = clock;
    this.#hands = hands;
  }

  /** Tells the callee that something happened. Returns whether an action answers it. */
  trigger(moment: Trigger): boolean {
    if (this.#left.length === 0) return false;
    const due = this.#left.filter((action) => action.on === moment);
    const chosen = ONCE_PER_LEG.has(moment) ? due : due.slice(0, 1);
    this.#left = this.#left.filter((action) => action.repeat || !chosen.includes(action));
    for (const action of chosen) this.#clock.after(action.after, () => this.#act(action));
    return chosen.length > 0;
  }

  #act(action: CalleeAction): void {
    if (action.do === "hang_up") this.#hands.hangUp();
    if (action.do === "press") this.#hands.press(action.digits ?? "");
    if (action.do === "speak") this.#hands.speak(action.text ?? "", action.confidence);
  }
}

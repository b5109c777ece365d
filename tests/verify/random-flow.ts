import fc from "fast-check";
import type { PlacedStep } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { ask, choose, dial, flow, forward, play, step } from "./flow";

/** What may stand somewhere: before the call, while it is live, once there is none to be had any more. */
type Region = "before" | "live" | "after";

/** A way being built: what it may use, and where its exits that wait may go back to. */
type Way = {
  region: Region;
  forbidden: boolean;
  known: readonly string[];
  /** Steps of this region that lead here. */
  above: readonly string[];
};

/**
 * Flows that are right by construction: a way goes on by new steps, joins one that is built already, goes back to one
 * above by an exit that waits, or ends. `product`: of the product's components only.
 */
export function randomFlow({ product = false } = {}): fc.Arbitrary<Draft> {
  const numbers = fc.noBias(fc.array(fc.nat(1000), { size: "max", maxLength: 300 }));
  return numbers.map((list) => new Builder(list, product).flow());
}

const MAX_STEPS = 80;

class Builder {
  private readonly steps: Record<string, PlacedStep> = {};
  private readonly built = new Map<string, string[]>();
  private at = 0;
  private made = 0;
  private readonly numbers: readonly number[];
  private readonly product: boolean;

  constructor(numbers: readonly number[], product: boolean) {
    this.numbers = numbers;
    this.product = product;
  }

  flow(): Draft {
    const first = this.go({ region: "before", forbidden: false, known: ["to"], above: [] });
    const waitsLive = Object.values(this.steps).some(({ component }) =>
      ["ask", "forward_to_external_number"].includes(component),
    );
    const hangUp = waitsLive && this.pick(2) === 1;
    const on_hang_up = hangUp ? this.go({ region: "after", forbidden: false, known: ["to"], above: [] }) : null;
    const { trigger, ...rest } = flow({ ...this.steps }, { on_hang_up }).steps;
    return { ...flow({}), on_hang_up, steps: { trigger: { ...trigger!, exits: { ok: first } }, ...rest } };
  }

  /** A number below `count`; 0 once the random ones are used up, which is what ends every way. */
  private pick(count: number): number {
    return (this.numbers[this.at++] ?? 0) % count;
  }

  /** The step a way goes on with. */
  private go(way: Way, waited = false): string {
    const choice = this.pick(8);
    const joins = this.built.get(`${way.region} ${way.forbidden}`) ?? [];
    if (choice === 0 || this.made >= MAX_STEPS) return "end";
    if (choice === 1 && joins.length > 0) return joins[this.pick(joins.length)] ?? "end";
    if (choice === 2 && waited && way.above.length > 0) return way.above[this.pick(way.above.length)] ?? "end";
    const kinds = this.kinds(way);
    const kind = kinds[this.pick(kinds.length)];
    if (!kind) return "end";
    const id = `s${this.made++}`;
    this.steps[id] = kind({ ...way, above: [...way.above, id] });
    this.built.set(`${way.region} ${way.forbidden}`, [...joins, id]);
    return id;
  }

  private kinds({ region, forbidden }: Way): ((way: Way) => PlacedStep)[] {
    const anywhere = this.product ? [] : [this.choose, this.fetch];
    if (region === "after") return anywhere;
    if (region === "before") return [...anywhere, this.dial, this.dial, this.dial];
    return [
      ...anywhere,
      this.play,
      ...(forbidden ? [] : [this.forward]),
      ...(this.product ? [] : [this.ask, this.queue]),
    ];
  }

  private readonly dial = (way: Way): PlacedStep => {
    const after = { ...way, region: "after" as const, above: [] };
    const live = { ...way, region: "live" as const, above: [] };
    const detect = this.pick(2) === 1;
    const exits = {
      answered: this.go(live),
      invalid_number: this.go(after),
      busy: this.go(after),
      no_answer: this.go(after),
      ...(detect ? { machine: this.go(live) } : {}),
    };
    return {
      ...dial(exits, { answering_machine: detect ? "detect" : "ignore" }),
      ...this.onError(["busy", "invalid_number"], after),
    };
  };

  private readonly play = (way: Way): PlacedStep => {
    const literal = this.pick(3) > 0;
    const text = `${literal ? "Hello " : ""}{{ ${way.known[this.pick(way.known.length)]} }}`;
    return { ...play({ ok: this.go(way, literal) }, text), ...this.onError(["ok"], way) };
  };

  private readonly forward = (way: Way): PlacedStep => {
    const exits = {
      no_answer: this.go(way, true),
      invalid_number: this.go(way),
      ...(this.pick(2) === 1 ? { finished: this.go(way, true) } : {}),
    };
    const to = this.pick(2) === 1 ? { variable: way.known[this.pick(way.known.length)] } : { number: "+12025550130" };
    return { ...forward(exits, { to }), ...this.onError(["no_answer"], way) };
  };

  private readonly ask = (way: Way): PlacedStep => {
    const output = this.pick(2) === 1 ? { outputs: { digits: "pin" } } : {};
    const knows = output.outputs ? { ...way, known: [...way.known, "pin"] } : way;
    return {
      ...ask({ ok: this.go(knows, true), timeout: this.go(knows, true) }, output),
      ...this.onError(["ok"], way),
    };
  };

  private readonly queue = (way: Way): PlacedStep => {
    const finished = { ...way, forbidden: true, above: [] };
    const after = { ...way, region: "after" as const, above: [] };
    const exits = { timeout: this.go(after), ...(this.pick(4) > 0 ? { call_finished: this.go(finished) } : {}) };
    return { ...step("queue", { hours: 1 }, exits), ...this.onError(["timeout"], after) };
  };

  private readonly choose = (way: Way): PlacedStep => {
    const branches = Array.from({ length: 1 + this.pick(3) }, (_, at) => [`b${at}`, this.go(way)] as const);
    const outputs = this.pick(2) === 1 ? { outputs: { match: "pin" } } : {};
    const made = choose({ ...Object.fromEntries(branches), no_match: this.go(way) }, outputs);
    return { ...made, ...this.onError(["no_match"], way) };
  };

  private readonly fetch = (way: Way): PlacedStep => {
    const inputs = { q: `{{ ${way.known[this.pick(way.known.length)]} }} {{ interaction.id }}` };
    const exits = { success: this.go(way, true), error_answer: this.go(way, true) };
    return { ...step("fetch", { connection: "crm", inputs }, exits), ...this.onError(["success"], way) };
  };

  private onError(exits: string[], way: Way): Pick<PlacedStep, "on_error"> {
    const choice = this.pick(6);
    if (choice === 1) return { on_error: { do: "end_flow" } };
    if (choice === 2) return { on_error: { do: "exit", exit: exits[this.pick(exits.length)] ?? "" } };
    if (choice === 3) return { on_error: { do: "go_to", step: this.go(way) } };
    return {};
  }
}

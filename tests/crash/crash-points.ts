import { Place, shapeOf } from "./point-names";

/**
 * Sends itself a signal at one named point: just before or just after one call of one method. A name says where the interaction stands, what
 * is written or asked, and which of several like it that is, so that ways which begin alike have points of one name.
 */
export class CrashPoints {
  passed: string[] = [];
  private at: string | null = null;
  private place = new Place();
  private readonly alike = new Map<string, number>();
  constructor(private readonly signal: NodeJS.Signals) {}

  /** From now on points are counted anew, and at the one of this name the signal is sent; null: at none. */
  arm(at: string | null): void {
    this.passed = [];
    this.alike.clear();
    this.place = new Place();
    this.at = at;
  }

  around<T extends object>(target: T, methods: (keyof T & string)[]): T {
    const wrapped = Object.fromEntries(methods.map((name) => [name, this.method(target, name)]));
    return { ...target, ...wrapped };
  }

  private method<T extends object>(target: T, name: keyof T & string) {
    const original = target[name] as (...args: unknown[]) => Promise<unknown>;
    return async (...args: unknown[]) => {
      const { place } = this;
      // Of a call that another write crosses both points are named by where the interaction stood at its beginning.
      const call = `${place.name}${shapeOf(name, args)}`;
      this.pass(call, `before ${name}`);
      const result = await original.apply(target, args);
      this.pass(call, `after ${name}`);
      place.follow(name, args, result);
      return result;
    };
  }

  private pass(call: string, point: string): void {
    const like = `${call}: ${point}`;
    const nth = (this.alike.get(like) ?? 0) + 1;
    this.alike.set(like, nth);
    const name = `${nth > 1 ? `${nth}. ` : ""}${like}`;
    // SIGKILL: nothing is flushed, closed or said. SIGTERM: the process goes on until all it began has ended.
    if (name === this.at) process.kill(process.pid, this.signal);
    this.passed.push(name);
  }
}

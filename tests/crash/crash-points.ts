const NEVER = -1;

/** Sends itself a signal at one numbered point: just before or just after one call of one method. */
export class CrashPoints {
  passed: string[] = [];
  private at = NEVER;
  constructor(private readonly signal: NodeJS.Signals) {}

  /** From now on, points are counted from 0, and at the one with this number the signal is sent; -1: at none. */
  arm(at: number): void {
    this.passed = [];
    this.at = at;
  }

  around<T extends object>(target: T, methods: (keyof T & string)[]): T {
    const wrapped = Object.fromEntries(methods.map((name) => [name, this.method(target, name)]));
    return { ...target, ...wrapped };
  }

  private method<T extends object>(target: T, name: keyof T & string) {
    const original = target[name] as (...args: unknown[]) => Promise<unknown>;
    return async (...args: unknown[]) => {
      this.pass(`before ${name}`);
      const result = await original.apply(target, args);
      this.pass(`after ${name}`);
      return result;
    };
  }

  private pass(point: string): void {
    // SIGKILL: nothing is flushed, closed or said. SIGTERM: the process goes on until all it began has ended.
    if (this.passed.length === this.at) process.kill(process.pid, this.signal);
    this.passed.push(point);
  }
}

/** Dies at one numbered point: just before or just after one call of one method. */
export class CrashPoints {
  readonly passed: string[] = [];
  constructor(private readonly at: number) {}

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
    // kill -9: nothing is flushed, closed or said.
    if (this.passed.length === this.at) process.kill(process.pid, "SIGKILL");
    this.passed.push(point);
  }
}

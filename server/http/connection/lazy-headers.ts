import type { IncomingHttpHeaders } from "node:http";

/**
 * Headers that are read where Node has put them. Everything but `get` and `has` makes real Headers at first use and delegates to
 * them: checking each of a webhook's headers again, for the two that are read, was a fiftieth of the whole call.
 */
class LazyHeaders {
  #real: Headers | null = null;
  constructor(private readonly raw: IncomingHttpHeaders) {}

  get(name: string): string | null {
    if (this.#real) return this.#real.get(name);
    const value: unknown = this.raw[name.toLowerCase()];
    if (typeof value === "string") return value;
    return Array.isArray(value) ? value.join(", ") : null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  get real(): Headers {
    this.#real ??= new Headers(this.raw as Record<string, string>);
    return this.#real;
  }
}

const DELEGATED_METHODS = [
  "append",
  "delete",
  "entries",
  "forEach",
  "getSetCookie",
  "keys",
  "set",
  "values",
  Symbol.iterator,
] as const;
for (const name of DELEGATED_METHODS) {
  Object.defineProperty(LazyHeaders.prototype, name, {
    value(this: LazyHeaders, ...args: unknown[]) {
      return (this.real[name] as (...args: unknown[]) => unknown).apply(this.real, args);
    },
  });
}
Object.setPrototypeOf(LazyHeaders.prototype, Headers.prototype);

/** What Node has read of a message's headers, as web-standard Headers. */
export function lazyHeaders(raw: IncomingHttpHeaders): Headers {
  return new LazyHeaders(raw) as unknown as Headers;
}

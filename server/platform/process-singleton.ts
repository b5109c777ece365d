const key = Symbol.for("patchcord.process");

/**
 * What must be one per process (pools, caches). Next bundles its own copy of every server module, so a module variable
 * would be several; these hang on globalThis under one symbol.
 */
export function once<T>(name: string, make: () => T): T {
  const holder = globalThis as { [key]?: Map<string, unknown> };
  holder[key] ??= new Map();
  const states = holder[key];
  if (!states.has(name)) states.set(name, make());
  return states.get(name) as T;
}

export function forget(name: string): void {
  (globalThis as { [key]?: Map<string, unknown> })[key]?.delete(name);
}

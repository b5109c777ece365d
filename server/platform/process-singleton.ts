const key = Symbol.for("patchcord.process");

/**
 * A value that exists once in a process, by name: pools, caches, limits. Next bundles a copy of every server module for each
 * route, so a module's variable would exist several times; these values are kept on globalThis under one symbol.
 */
export function processSingleton<T>(name: string, make: () => T): T {
  const holder = globalThis as { [key]?: Map<string, unknown> };
  holder[key] ??= new Map();
  const singletons = holder[key];
  if (!singletons.has(name)) singletons.set(name, make());
  return singletons.get(name) as T;
}

/** For tests: removes the value, so that the next use makes another. */
export function forgetSingleton(name: string): void {
  (globalThis as { [key]?: Map<string, unknown> })[key]?.delete(name);
}

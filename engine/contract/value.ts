/** What a flow variable can hold. */
export type Value = string | number | boolean | null;

/** Values by variable or output name; made without a prototype, so that no name can reach one. */
export type Values = Record<string, Value>;

export type Json = Value | Json[] | { [key: string]: Json };

export function emptyMap<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

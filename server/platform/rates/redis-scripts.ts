import { createHash } from "node:crypto";

/** What of a Redis client is needed; ioredis has it. */
export type RedisCommands = {
  evalsha(hash: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
  eval(script: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
};

/**
 * A plain Redis in the shape the limiter expects of Upstash. Its scripts begin with a flag only Upstash knows, which
 * Redis refuses: without that line they run, under another hash. The limiter asks by its own hash first; `NOSCRIPT`
 * makes it hand over the script, whose hash is then known.
 */
export function upstashShape(redis: RedisCommands) {
  const hashes = new Map<string, string>();
  return {
    async evalsha(hash: string, keys: string[], args: unknown[]): Promise<unknown> {
      const known = hashes.get(hash);
      if (!known) throw new Error("NOSCRIPT the script was not yet seen");
      return redis.evalsha(known, keys.length, ...keys, ...args.map(String));
    },
    async eval(script: string, keys: string[], args: unknown[]): Promise<unknown> {
      const plain = script.replace(/^#!lua[^\n]*\n/, "");
      hashes.set(sha1(script), sha1(plain));
      return redis.eval(plain, keys.length, ...keys, ...args.map(String));
    },
    get: (key: string) => redis.get(key),
    set: (key: string, value: unknown) => redis.set(key, String(value)),
  };
}

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

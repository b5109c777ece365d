import { createHash } from "node:crypto";

/** The commands of a Redis client that the limiter needs; ioredis has them. */
export type RedisCommands = {
  evalsha(hash: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
  eval(script: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
};

/**
 * Adapts a plain Redis client to the interface of Upstash's, which @upstash/ratelimit expects. The limiter's scripts begin with
 * a flag line that only Upstash knows and Redis refuses, so this removes the line, which changes the script's hash. The limiter
 * first asks by its own hash; the error `NOSCRIPT` makes it send the script, and from then on the changed hash is known.
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

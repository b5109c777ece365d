import { z } from "zod";
import { processSingleton } from "./process-singleton";

const secret = z.string().min(16, "must have at least 16 characters");
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

const NAME_AND_PORT = /^[a-z][^:]*:\d+$/i;

const schema = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    /** Where the web process listens: at this machine only, unless it is told otherwise. */
    HOST: z.string().min(1).default("127.0.0.1"),
    PUBLIC_URL: url.optional(),
    DATABASE_URL: z.string().startsWith("postgres"),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(24),
    UPSTASH_REDIS_REST_URL: url.optional(),
    UPSTASH_REDIS_REST_TOKEN: secret.optional(),
    REDIS_URL: z.string().startsWith("redis").optional(),
    NEXTAUTH_SECRET: secret,
    ENCRYPTION_KEY: z
      .base64()
      .refine((text) => Buffer.from(text, "base64").length === 32, "must be 32 bytes in base64"),
    BACKGROUND_SECRET: secret,
    METRICS_TOKEN: secret,
    /** Where a process that is only a worker answers GET /api/metrics. */
    METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
    OIDC_ISSUER: url.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    PROMPTS_S3_ENDPOINT: url.optional(),
    PROMPTS_S3_BUCKET: z.string().min(1).optional(),
    PROMPTS_S3_REGION: z.string().min(1).optional(),
    PROMPTS_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    PROMPTS_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    /** The mail server for alerts, with user and password where it asks for them, and whom they are from. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    SMTP_FROM: z.string().min(1).optional(),
    WORKER: z.enum(["in-process", "off"]).default("in-process"),
    OUTBOUND_ALLOW: z
      .string()
      .default("")
      .transform((list) =>
        list
          .split(",")
          .map((item) => item.trim())
          .filter(Boolean),
      )
      .refine((list) => list.every((item) => !NAME_AND_PORT.test(item)), {
        message: "a port may follow an address, such as 127.0.0.1:3001, but no name",
      }),
    TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
    FUNCTION_PROCESSES: z.coerce.number().int().min(1).max(64).default(4),
    /** Off: the process remembers nothing of what it read or wrote, and each call of a function is a statement of its own. */
    PATCHCORD_REMEMBER: z.enum(["on", "off"]).default("on"),
    PATCHCORD_BATCH: z.enum(["on", "off"]).default("on"),
    /** Set by the front for the process of the pages, which is reached through it alone. */
    BEHIND_FRONT: z.enum(["yes"]).optional(),
    /** Starts a second that an account's admin may set at most; an operator may set more. */
    MAX_STARTS_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(2),
    WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
    /** Set by the launcher on the embedded default only: the sandbox carrier's address and control secret. */
    SANDBOX_URL: url.optional(),
    SANDBOX_CONTROL_SECRET: secret.optional(),
    /** Where the launcher wrote the demo world; present on the embedded default only. */
    DEMO_FILE: z.string().optional(),
    /** A collector of traces that speaks OTLP over HTTP, what this installation is called there, and which share of all is sent. */
    OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
    OTEL_SERVICE_NAME: z.string().min(1).default("patchcord"),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .transform((env) => ({
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    OIDC: oidc(env),
    PROMPTS_S3: promptsS3(env),
    SMTP: env.SMTP_URL && env.SMTP_FROM ? { url: env.SMTP_URL, from: env.SMTP_FROM } : null,
  }))
  .refine((env) => env.OIDC || !(env.OIDC_ISSUER || env.OIDC_CLIENT_ID || env.OIDC_CLIENT_SECRET), {
    message: "must be set together with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET",
    path: ["OIDC_ISSUER"],
  })
  .refine((env) => env.PROMPTS_S3 || !Object.keys(env).some((name) => name.startsWith("PROMPTS_S3_")), {
    message: "must be set together with PROMPTS_S3_BUCKET, _REGION, _ACCESS_KEY_ID and _SECRET_ACCESS_KEY",
    path: ["PROMPTS_S3_ENDPOINT"],
  })
  .refine((env) => !env.SMTP_URL === !env.SMTP_FROM, {
    message: "must be set together with SMTP_FROM",
    path: ["SMTP_URL"],
  })
  .refine((env) => !env.UPSTASH_REDIS_REST_URL === !env.UPSTASH_REDIS_REST_TOKEN, {
    message: "must be set together with UPSTASH_REDIS_REST_TOKEN",
    path: ["UPSTASH_REDIS_REST_URL"],
  })
  .refine((env) => env.WEB_CONCURRENCY === 1 || env.REDIS_URL || env.UPSTASH_REDIS_REST_URL, {
    message: "more than one web process needs REDIS_URL or UPSTASH_REDIS_REST_URL, or the rate limit would multiply",
    path: ["WEB_CONCURRENCY"],
  });

type OidcEnvironment = Partial<Record<"OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET", string | undefined>>;

/** Null where no OpenID provider, or only half of one, is set. */
function oidc({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }: OidcEnvironment) {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}

type S3Names = "ENDPOINT" | "BUCKET" | "REGION" | "ACCESS_KEY_ID" | "SECRET_ACCESS_KEY";
type S3Environment = Partial<Record<`PROMPTS_S3_${S3Names}`, string | undefined>>;

/** Null where prompts are kept in the database, or only a part of a store is set. */
function promptsS3(env: S3Environment) {
  const { PROMPTS_S3_ENDPOINT: endpoint, PROMPTS_S3_BUCKET: bucket, PROMPTS_S3_REGION: region } = env;
  const { PROMPTS_S3_ACCESS_KEY_ID: accessKeyId, PROMPTS_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!endpoint || !bucket || !region || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

export type Env = z.infer<typeof schema>;

/** The environment, read and checked once. Throws an Error that names each bad variable and never shows its value. */
export function env(): Env {
  return processSingleton("env", () => {
    const parsed = schema.safeParse(process.env);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${problems.join("\n")}`);
  });
}

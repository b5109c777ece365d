/** Where zod keeps what its `config` sets. Set by hand, since zod itself would come with every page (5 KiB). */
const zod = globalThis as typeof globalThis & { __zod_globalConfig?: { jitless?: boolean } };

/** zod compiles schemas with `new Function` by default; the page's content security policy forbids that and reports every attempt, in workers too. */
if (typeof window !== "undefined" || "WorkerGlobalScope" in globalThis) {
  zod.__zod_globalConfig ??= {};
  zod.__zod_globalConfig.jitless = true;
}

import { z } from "zod";

/** zod compiles schemas with `new Function` by default; the page's content security policy forbids that and reports every attempt, in workers too. */
if (typeof window !== "undefined" || "WorkerGlobalScope" in globalThis) z.config({ jitless: true });

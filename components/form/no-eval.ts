import { z } from "zod";

/** zod compiles schemas with `new Function` by default; the page's content security policy forbids that and reports every attempt. */
if (typeof window !== "undefined") z.config({ jitless: true });

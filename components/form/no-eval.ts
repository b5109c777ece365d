import { z } from "zod";

/** zod compiles schemas with `new Function` where it may; a page's policy forbids it, and reports every try. */
if (typeof window !== "undefined") z.config({ jitless: true });

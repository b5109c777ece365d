import { cancel } from "./interactions/cancel";
import { get } from "./interactions/get";
import { list } from "./interactions/list";
import { router } from "./kit";

/** Every procedure of the studio: one file each. */
export const appRouter = router({
  interactions: router({ list, get, cancel }),
});
export type AppRouter = typeof appRouter;

import { adminRouter } from "./admin";
import { flowsRouter } from "./flows/router";
import { callbacks } from "./interactions/callbacks";
import { cancel } from "./interactions/cancel";
import { cancelCallback } from "./interactions/cancel-callback";
import { get } from "./interactions/get";
import { list } from "./interactions/list";
import { router } from "./kit/procedures";
import { ring } from "./phone/ring";
import { setup } from "./phone/setup";

/** Every procedure of the studio: one file each. */
export const appRouter = router({
  flows: flowsRouter,
  admin: adminRouter,
  interactions: router({ list, get, cancel, callbacks, cancelCallback }),
  phone: router({ setup, ring }),
});
export type AppRouter = typeof appRouter;

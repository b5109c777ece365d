import { readRoute } from "./read-interaction";
import type { Route } from "./route";
import { startRoute } from "./start-interaction";

/** Every public endpoint; the router serves this list and the API description is made from it. */
export const routes: Route[] = [startRoute, readRoute];

import { router } from "../kit/procedures";
import { add } from "./add";
import { get } from "./get";
import { list } from "./list";
import { publish } from "./publish";
import { remove } from "./remove";
import { save } from "./save";
import { test } from "./test";

/** Builders write and test functions; only publishers publish them, since that changes what live flows do. */
export const functionsRouter = router({ list, get, add, save, publish, test, remove });

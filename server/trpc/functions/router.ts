import { router } from "../kit/procedures";
import { add } from "./add";
import { get } from "./get";
import { list } from "./list";
import { publish } from "./publish";
import { remove } from "./remove";
import { save } from "./save";
import { test } from "./test";

/** Builders write and test functions; publishing one changes what live flows do, so it is for publishers. */
export const functionsRouter = router({ list, get, add, save, publish, test, remove });

import { router } from "../kit/procedures";
import { calls } from "./calls";
import { compare } from "./compare";
import { get } from "./get";
import { keep } from "./keep";
import { list } from "./list";
import { start } from "./start";
import { stop } from "./stop";

export const backtestsRouter = router({ list, get, start, stop, calls, compare, keep });

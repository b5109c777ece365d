import { router } from "../kit/procedures";
import { list } from "./list";
import { remove } from "./remove";
import { run } from "./run";
import { save } from "./save";

export const testsRouter = router({ list, save, remove, run });

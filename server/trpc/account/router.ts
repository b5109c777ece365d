import { router } from "../kit/procedures";
import { allow } from "./allow";
import { change } from "./change";
import { get } from "./get";
import { stop } from "./stop";

export const accountRouter = router({ get, change, stop, allow });

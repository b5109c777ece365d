import { router } from "../kit/procedures";
import { erase } from "./erase";
import { erasures } from "./erasures";

export const peopleRouter = router({ erase, erasures });

import { templates as all } from "../../flows/templates/templates";
import { viewer } from "../kit/procedures";

/** What a new flow can begin with. */
export const templates = viewer.query(() => all());

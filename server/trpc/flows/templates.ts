import { templates as all } from "../../flows/templates/templates";
import { viewer } from "../kit/procedures";

/** The templates for a new flow. */
export const templates = viewer.query(() => all());

/** The drag-and-drop type of a palette entry; its data is a component's id. */
export const COMPONENT_TYPE = "application/x-patchcord-component";

export const LEAD = "Contacts who wait to be called back, in the order they are served; and what came of those before.";

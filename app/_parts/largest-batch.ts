/** How many procedures a request may ask at most: a page asks a few, and a thousand together keep the database from everybody. */
export const LARGEST_BATCH = 20;

// A Firefox for the journeys: FIREFOX, or the machine's own. Null if there is none; nothing is downloaded for it.
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

export const findFirefox = () => process.env.FIREFOX ?? PLACES.find((place) => existsSync(place)) ?? null;

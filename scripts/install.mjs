// Installs packages and generates the database client, and no more: an image's layer that changes with them alone.
import { ensureInstalled } from "./bootstrap.mjs";

ensureInstalled();

import { rotateSigningKey } from "./signing-keys";

/** `npm run keys:rotate`: access tokens are signed with a new key. Tokens that are out stay valid, for ten minutes at most. */
if (process.argv[2] !== "rotate") {
  console.error("Usage: npm run keys:rotate");
  process.exit(2);
}
await rotateSigningKey();
console.log("Access tokens are signed with a new key from now on, by all processes within a minute.");
process.exit(0);

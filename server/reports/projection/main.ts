import { factsOf, forgetFacts, projectNext, reportingAccounts, turnMonths } from "./mutations";

/** Interactions of one transaction. */
const LIMIT = 500;

/** `npm run reports:rebuild`: makes what reports are made from anew, from the log, account by account. */
const accounts = await reportingAccounts();
await turnMonths(accounts);
for (const [index, account] of accounts.entries()) {
  await forgetFacts(account);
  while (await projectNext([account], LIMIT, true));
  console.log(`account ${index + 1} of ${accounts.length}: ${await factsOf(account)} interactions`);
}
process.exit(0);

import type { Json } from "@/engine/contract";
import type { Http } from "../../ports/http";
import { jsforceConnection, type TimeLeft } from "./client";
import { SalesforceFault, salesforceFault } from "./fault";
import { flatRow } from "./row";
import type { Session } from "./sign-in";

/** The query travels in the address, of which Salesforce takes 16,384 bytes (REST API Developer Guide, "Query"). */
const MAX_QUERY_CHARACTERS = 16_000;
/** The fewest rows a page can have: one is wanted. */
const SMALL_PAGE = { "Sforce-Query-Options": "batchSize=200" };

const NOT_SALESFORCE = "What answered is not Salesforce. Check the addresses of the connection.";
const NO_SESSION = "Salesforce refuses the session it has just opened.";

type SignedIn = {
  session: Session;
  apiVersion: string;
  /** Another session in place of one that Salesforce takes no more. */
  renew: (expired: Session) => Promise<Session>;
};

/** The number of rows a query finds, and the first one. Throws SalesforceFault. */
export async function runQuery(http: Http, timeLeft: TimeLeft, as: SignedIn, text: string): Promise<Json> {
  // A lone half of a character has no form in an address.
  const soql = text.toWellFormed();
  if (encodeURIComponent(soql).length > MAX_QUERY_CHARACTERS)
    throw new SalesforceFault(
      "salesforce_query_too_long",
      `The query is longer than ${MAX_QUERY_CHARACTERS} characters in an address.`,
    );
  const found = await withConnection(http, timeLeft, as, soql, (connection) =>
    connection.query(soql, { headers: SMALL_PAGE }),
  );
  if (typeof found?.totalSize !== "number" || !Array.isArray(found.records))
    throw new SalesforceFault("salesforce_garbled", NOT_SALESFORCE);
  const [first] = found.records;
  return { total_size: found.totalSize, row: first ? flatRow(first) : null };
}

/** Asks for nothing but whether Salesforce is there, takes the session, and knows the version. Throws SalesforceFault. */
export async function runCheck(http: Http, timeLeft: TimeLeft, as: SignedIn): Promise<void> {
  const found = await withConnection(http, timeLeft, as, "", (connection) => connection.request<unknown>("/"));
  if (typeof found !== "object" || found === null || !("sobjects" in found))
    throw new SalesforceFault("salesforce_garbled", NOT_SALESFORCE);
}

type SalesforceConnection = Awaited<ReturnType<typeof jsforceConnection>>;

async function withConnection<Found>(
  http: Http,
  timeLeft: TimeLeft,
  { session, apiVersion, renew }: SignedIn,
  soql: string,
  ask: (connection: SalesforceConnection) => PromiseLike<Found>,
): Promise<Found> {
  let renewed: Promise<Session> | null = null;
  const connection = await jsforceConnection(http, timeLeft, {
    ...session,
    version: apiVersion.replace(/^v/, ""),
    // Called at each 401, and jsforce then asks again: a second one in a row is an answer.
    refreshFn: (_, done) => {
      if (renewed) return done(new SalesforceFault("salesforce_invalid_session_id", NO_SESSION));
      renewed = renew(session);
      renewed.then(({ accessToken }) => done(null, accessToken), done);
    },
  });
  try {
    return await ask(connection);
  } catch (error) {
    throw await faultOf(error, soql, renewed);
  }
}

/** jsforce wraps what a renewal threw into an error of its own, so that is looked at first. */
async function faultOf(error: unknown, soql: string, renewed: Promise<Session> | null): Promise<SalesforceFault> {
  if (error instanceof SalesforceFault) return error;
  if (renewed)
    try {
      await renewed;
    } catch (refused) {
      if (refused instanceof SalesforceFault) return refused;
    }
  const { errorCode = "", message = "" } = error as { errorCode?: string; message?: string };
  if (/^Unable to refresh session/.test(message))
    return new SalesforceFault("salesforce_invalid_session_id", NO_SESSION);
  if (errorCode === "") return new SalesforceFault("salesforce_garbled", NOT_SALESFORCE);
  const status = /^ERROR_HTTP_(\d{3})$/.exec(errorCode)?.[1];
  if (status === undefined) return salesforceFault(errorCode, message, soql);
  const { message: reason } = salesforceFault("", message, soql);
  return new SalesforceFault(
    Number(status) >= 500 ? "salesforce_unavailable" : "salesforce_garbled",
    `${reason} (${status})`,
  );
}

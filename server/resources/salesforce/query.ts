import type { Json } from "@/engine/contract";
import type { Http } from "../../ports/http";
import { jsforceConnection, type TimeLeft } from "./client";
import { SalesforceFault, salesforceFault } from "./fault";
import { flatRow } from "./row";
import type { Session } from "./sign-in";

/** The query is part of the URL, which Salesforce limits to 16,384 bytes (REST API Developer Guide, "Query"). */
const MAX_QUERY_CHARACTERS = 16_000;
/** The smallest page that Salesforce allows, since only the first row is used. */
const SMALL_PAGE = { "Sforce-Query-Options": "batchSize=200" };

const NOT_SALESFORCE = "The server that answered is not Salesforce. Check the addresses of the connection.";
const NO_SESSION = "Salesforce refuses the session it has just opened.";

type SignedIn = {
  session: Session;
  apiVersion: string;
  /** Opens another session in place of one that Salesforce does not accept any more. */
  renew: (expired: Session) => Promise<Session>;
};

/** Runs a query; returns how many rows it finds, and the first one. Throws SalesforceFault. */
export async function runQuery(http: Http, timeLeft: TimeLeft, as: SignedIn, text: string): Promise<Json> {
  // Half of a surrogate pair cannot be encoded in a URL.
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

/** Checks that Salesforce answers, accepts the session and knows the API version. Throws SalesforceFault. */
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
    // jsforce calls this at each 401 and repeats the request. After a second 401 the new session is refused as well.
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

/** The fault behind an error. jsforce wraps the error of a renewal into one of its own, so this looks at the renewal first. */
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

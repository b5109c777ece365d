import type { Actor } from "./actor";
import type { Database } from "./database";
import type { Faults } from "./faults";
import type { Random } from "./random";
import type { Scheduler } from "./scheduler";
import type { Result, Statement } from "./session";

/** A connection that may hold a transaction open. */
export type Connection = { process: Actor; isReleased: boolean };

/** The driver gives up after so long, whatever the database does (server/platform/db.ts). */
const QUERY_TIMEOUT_MS = 3200;

/** The way of statements to the database and of their answers back. Whole statements interleave, as the product's own unit is. */
export class DatabaseWire {
  /** Its transaction is open: nobody else's statement runs meanwhile. */
  #holder: Connection | null = null;
  #waiting: (() => void)[] = [];
  onNotify: () => void = () => undefined;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly random: Random,
    private readonly faults: Faults,
  ) {}

  send(process: Actor, connection: Connection | null, statement: Statement): Promise<Result> {
    const label = labelOf(statement);
    return new Promise((resolve, reject) => {
      const answer = (ms: number, give: () => void) => this.scheduler.after(ms, process, `answered ${label}`, give);
      const trouble = this.faults.onStatement(process, label);
      if (!process.alive) return;
      if (trouble?.effect === "away") {
        answer(this.random.between(0.2, 2), () => reject(refused()));
        return;
      }
      const slowMs = trouble?.effect === "slow" ? trouble.ms : 0;
      let isGivenUp = false;
      if (slowMs > QUERY_TIMEOUT_MS)
        answer(QUERY_TIMEOUT_MS, () => {
          isGivenUp = true;
          reject(new Error("Query read timeout"));
        });
      const execute = () => {
        // The server sees that the connection is gone, and rolls back what it begins.
        if (connection && (!process.alive || connection.isReleased)) return;
        if (this.#holder && this.#holder !== connection) {
          this.#waiting.push(execute);
          return;
        }
        if (trouble?.effect === "cut_before") return void answer(0.3, () => reject(terminated()));
        const done = this.#execute(connection, statement);
        const isDead = this.faults.onExecuted(process, label);
        if (isDead || !process.alive) return;
        const give = () => {
          if (isGivenUp) return;
          if (trouble?.effect === "cut_after") reject(terminated());
          else if ("error" in done) reject(done.error);
          else resolve(done.result);
        };
        answer(this.random.between(0.1, 1.5), give);
      };
      this.scheduler.after(
        this.random.between(0.1, 1.5) + slowMs,
        this.database.actor,
        `${process.name}: ${label}`,
        execute,
      );
    });
  }

  /** A process has died: what it held open is rolled back, as the server does when a connection breaks. */
  died(process: Actor): void {
    if (this.#holder?.process === process) this.release(this.#holder);
  }

  release(connection: Connection): void {
    connection.isReleased = true;
    if (this.#holder !== connection) return;
    this.database.run({ text: "rollback" });
    this.#free();
  }

  #execute(connection: Connection | null, statement: Statement): { result: Result } | { error: unknown } {
    try {
      const result = this.database.run(statement);
      if (/^\s*begin\b/i.test(statement.text) && connection) this.#holder = connection;
      if (/^\s*(commit|rollback)\s*;?\s*$/i.test(statement.text)) this.#free();
      if (statement.text.includes("pg_notify")) this.onNotify();
      return { result };
    } catch (error) {
      return { error };
    }
  }

  #free(): void {
    this.#holder = null;
    for (const execute of this.#waiting.splice(0))
      this.scheduler.after(0.1, this.database.actor, "after a transaction", execute);
  }
}

/** For traces and for coverage: the function that is called, or how the statement begins. */
function labelOf({ name, text, values }: Statement): string {
  if (name === "hot")
    return `hot(${(values ?? []).flatMap((value, at) => (value === null ? [] : [HOT[at] ?? at])).join("+")})`;
  return name ?? text.trim().slice(0, 24).replaceAll(/\s+/g, " ");
}

/** In the order of `hotFunctions`. */
const HOT = ["readStart", "start", "read", "commit", "claimDial", "bindCall", "callProgress", "leg"];

const terminated = () => new Error("Connection terminated unexpectedly");
const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

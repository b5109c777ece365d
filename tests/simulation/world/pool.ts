import pg from "pg";
import { currentActor } from "./actor";
import type { Connection, DatabaseWire } from "./database-wire";
import type { Statement } from "./session";

type Given = string | Statement;

const statementOf = (given: Given, values?: unknown[]): Statement =>
  typeof given === "string" ? { text: given, values } : { ...given, values: given.values ?? values };

/** The driver's pool as the product holds it; each statement goes over the world's wire to the world's database. */
export class WorldPool extends pg.Pool {
  readonly #wire: () => DatabaseWire;

  /** `wire`: of the world that is alive. */
  constructor(wire: () => DatabaseWire) {
    super({ max: 1 });
    this.#wire = wire;
  }

  override query = ((given: Given, values?: unknown[]) => {
    const process = currentActor();
    if (!process) throw new Error("A statement was sent by nobody.");
    return this.#wire().send(process, null, statementOf(given, values));
  }) as never;

  override connect = (async () => {
    const process = currentActor();
    if (!process) throw new Error("A connection was asked for by nobody.");
    const connection: Connection = { process, isReleased: false };
    const listen = () => undefined;
    return {
      query: (given: Given, values?: unknown[]) => this.#wire().send(process, connection, statementOf(given, values)),
      release: () => this.#wire().release(connection),
      ...{ on: listen, once: listen, off: listen, removeListener: listen },
    };
  }) as never;

  override end = (async () => undefined) as never;
}

import type { HttpRequest, HttpResponse } from "@/server/ports/http";
import { addNumbersNotToCall } from "@/server/resources/do-not-call/mutations";
import type { Carrier } from "@/server/sandbox-carrier/world/carrier";
import { HttpFailure } from "@/server/sandbox-carrier/world/http-client";
import type { FaultPlan, Plan } from "../plan/plan";
import { Actor, actAs } from "./actor";
import { adminOf, type Base } from "./base";
import { askCarrier, makeCarrier, type Send } from "./carrier";
import type { Database } from "./database";
import { DatabaseWire } from "./database-wire";
import { Faults } from "./faults";
import { Product, type WebAnswer, type WebRequest } from "./product";
import { Random } from "./random";
import { Scheduler } from "./scheduler";

/** Worlds begin on a Monday at noon, UTC, so that business hours are open. */
const EPOCH = Date.UTC(2026, 0, 5, 12);

/** PostgreSQL counts microseconds, and orders by them what one transaction writes. */
const TICK_MS = 0.001;

/** A client takes a request for lost after so long. */
const CLIENT_PATIENCE_MS = 15_000;

/** What went over the carrier's wire to the product, as the carrier saw it. */
export type WebhookRecord = {
  at: number;
  url: string;
  body: string;
  /** Null: no answer came. */
  answer: { status: number; body: string; at: number } | null;
};

/** A request of the product's to make a call, as it left. */
export type CreateRecord = { at: number; url: string; process: string; performed: boolean };

/** One world: the parts, the wires between them, and who is alive. */
export class World {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly carrier: Carrier;
  readonly products: (Product | null)[] = [];
  readonly webhooks: WebhookRecord[] = [];
  readonly creates: CreateRecord[] = [];
  /** Numbers that are on the do-not-call list, and since when an admin knows that. */
  readonly listed: { number: string; at: number }[] = [];
  /** Errors that nobody handled. */
  readonly uncaught: unknown[] = [];
  readonly clients: Actor;
  readonly #wire: DatabaseWire;
  readonly #carrierActor: Actor;
  readonly #operators: Actor;
  readonly #network: Random;
  readonly #booted = new Map<Actor, Product>();
  #incarnations = 0;
  #unreachableUntil = 0;

  constructor(
    readonly plan: Plan,
    readonly base: Base,
    readonly database: Database,
    private readonly shared: (wire: () => DatabaseWire) => Record<string, unknown>,
  ) {
    const { seed } = plan;
    this.scheduler = new Scheduler(EPOCH, new Random(seed, "order"));
    this.#network = new Random(seed, "network");
    this.faults = new Faults(
      plan.faults,
      {
        kill: (process, backAfter) => this.#kill(process, backAfter),
        pause: (process, ms) => {
          process.pausedUntil = this.scheduler.now + ms;
        },
      },
      (process) => this.#booted.get(process)?.slot,
    );
    const actor = (name: string) => new Actor(name, this.scheduler, new Random(seed, name));
    this.#carrierActor = actor("carrier");
    this.#operators = actor("operators");
    this.clients = actor("clients");
    database.actor = actor("database");
    database.actor.tickMs = TICK_MS;
    this.#wire = new DatabaseWire(this.scheduler, database, new Random(seed, "wire"), this.faults);
    this.#wire.onNotify = () => {
      for (const product of this.products) product?.worker.wake();
    };
    this.carrier = actAs(this.#carrierActor, () => makeCarrier(this.#carrierActor, this.#toProduct));
    this.scheduler.beforeMoving = (until) => this.#beforeMoving(until);
    actAs(this.#carrierActor, () => this.#openCarrier());
    for (let slot = 0; slot < plan.slots; slot++) this.boot(slot);
    for (const fault of plan.faults) this.#prepare(fault);
  }

  now(): number {
    return this.scheduler.now - this.scheduler.began;
  }

  boot(slot: number): void {
    this.#incarnations += 1;
    const name = `p${slot}.${this.#incarnations}`;
    const actor = new Actor(name, this.scheduler, new Random(this.plan.seed, name));
    const onError = (error: unknown) => {
      actor.scheduler.note(name, `background work failed: ${(error as Error).message}`);
      // What it looked for is still due.
      this.database.dirty = true;
    };
    const wayOut = (request: HttpRequest) => this.#toCarrier(actor, request);
    const product = new Product(
      slot,
      actor,
      this.shared(() => this.#wire),
      wayOut,
      onError,
    );
    this.products[slot] = product;
    this.#booted.set(actor, product);
    this.database.dirty = true;
  }

  #kill(process: Actor, backAfter: number): void {
    const product = this.#booted.get(process);
    if (!product?.actor.alive) return;
    product.die();
    this.#wire.died(process);
    const { slot } = product;
    // One that was told to end has its successor already, or will have.
    if (this.products[slot] !== product || product.isDraining) return;
    this.products[slot] = null;
    this.scheduler.after(backAfter, this.#operators, `start p${slot} again`, () => this.boot(slot));
  }

  /** Every process that lives, those that are about to end included. */
  get living(): Product[] {
    return [...this.#booted.values()].filter(({ actor }) => actor.alive);
  }

  /** Everybody is well again: what is still out there has to come to an end by itself. */
  endTroubles(): void {
    this.carrier.faults.clear();
    this.faults.end();
  }

  /** A request of a client's, over the load balancer. Null: no answer came. */
  ask(request: WebRequest): Promise<WebAnswer | null> {
    return new Promise((resolve) => {
      const { scheduler, clients } = this;
      scheduler.after(CLIENT_PATIENCE_MS, clients, "waits no longer", () => resolve(null));
      scheduler.after(this.#latency(), clients, `sends ${request.method}`, () => {
        const product = this.#anyProduct();
        if (!product || this.faults.cross(product.actor, "before a client's request")) return resolve(null);
        product.serve(request).then((answer) => {
          if (this.faults.cross(product.actor, "after a client's request")) return resolve(null);
          scheduler.after(this.#latency(), clients, `gets ${answer?.status ?? "no answer"}`, () => resolve(answer));
        });
      });
    });
  }

  readonly #toProduct: Send = (url, options) =>
    new Promise((resolve, reject) => {
      const { scheduler } = this;
      const carrier = this.#carrierActor;
      const record: WebhookRecord = {
        ...{ at: this.now(), url: url.href, body: options.body ?? "", answer: null },
      };
      this.webhooks.push(record);
      let isOver = false;
      const end = (label: string, ms: number, give: () => void) =>
        scheduler.after(ms, carrier, label, () => {
          if (isOver) return;
          isOver = true;
          give();
        });
      const fail = (kind: "ct" | "rt", ms: number) =>
        end(`webhook failed (${kind})`, ms, () => reject(new HttpFailure(kind, "no answer")));
      fail("rt", Math.min(options.read, options.total));
      scheduler.after(this.#latency(), carrier, `webhook ${placeOf(url)}`, () => {
        const product = this.#anyProduct();
        if (!product || scheduler.now < this.#unreachableUntil) return fail("ct", 1);
        if (this.faults.cross(product.actor, `before webhook ${placeOf(url)}`)) return fail("rt", 1);
        const { method, headers, body } = options;
        product.serve({ method, url: url.href, headers, ...(body === undefined ? {} : { body }) }).then((answer) => {
          if (!answer || this.faults.cross(product.actor, `after webhook ${placeOf(url)}`)) {
            return fail("rt", 1);
          }
          end(`webhook answered ${answer.status}`, this.#latency(), () => {
            record.answer = { status: answer.status, body: answer.body, at: this.now() };
            const { headers: given, status } = answer;
            resolve({
              status,
              contentType: given["content-type"] ?? "",
              location: given.location ?? "",
              body: answer.body,
            });
          });
        });
      });
    });

  #toCarrier(process: Actor, request: HttpRequest): Promise<HttpResponse> {
    const { scheduler } = this;
    const label = `${request.method} ${placeOf(new URL(request.url))}`;
    return new Promise((resolve, reject) => {
      if (this.faults.cross(process, `before ${label}`)) return;
      const isCreate = request.method === "POST" && /\/Calls\.json$/.test(request.url);
      const created: CreateRecord = {
        ...{
          at: this.now(),
          url: new URLSearchParams(request.body).get("Url") ?? "",
          process: process.name,
          performed: false,
        },
      };
      if (isCreate) this.creates.push(created);
      let isOver = false;
      const give = (ms: number, what: string, answer: () => void) =>
        scheduler.after(ms, process, `${what} ${label}`, () => {
          if (isOver) return;
          isOver = true;
          answer();
        });
      give(request.timeoutMs, "no answer in time:", () =>
        reject(new DOMException("The operation timed out.", "TimeoutError")),
      );
      scheduler.after(this.#latency(), this.#carrierActor, label, () => {
        created.performed = true;
        askCarrier(this.carrier, {
          ...{ method: request.method, url: request.url, headers: request.headers ?? {}, body: request.body ?? "" },
        }).then((answer) => {
          if (this.faults.cross(process, `after ${label}`)) return;
          give(this.#latency(), "answer:", () =>
            answer
              ? resolve(answer)
              : reject(Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })),
          );
        });
      });
    });
  }

  #anyProduct(): Product | undefined {
    const ready = this.products.filter((product) => product?.takesRequests) as Product[];
    return ready.length > 0 ? this.#network.pick(ready) : undefined;
  }

  /** Mostly a millisecond or two, now and then a hundred times as long. */
  #latency(): number {
    return this.#network.chance(0.03) ? this.#network.between(20, 400) : this.#network.between(0.3, 4);
  }

  #openCarrier(): void {
    const { carrier, base, plan } = this;
    const { accountSid, authToken } = base.seeded;
    carrier.accounts.put(
      accountSid,
      { auth_token: authToken, list_lag_seconds: plan.listLagSeconds },
      this.scheduler.now,
    );
    for (const callees of [plan.agents, ...plan.calls.map((call) => call.callees)])
      for (const [number, callee] of Object.entries(callees)) carrier.callees.put(number, callee);
    for (const fault of plan.faults) if (fault.do === "carrier") carrier.faults.add(fault.rule);
  }

  #prepare(fault: FaultPlan): void {
    const at = (ms: number, label: string, work: () => void) =>
      this.scheduler.at(this.scheduler.began + ms, this.#operators, label, work);
    if (fault.do === "drain") at(fault.at, `drain p${fault.slot}`, () => this.#drain(fault.slot, fault.backAfter));
    if (fault.do === "skew")
      at(fault.at, `skew p${fault.slot}`, () => {
        const product = this.products[fault.slot];
        if (!product) return;
        this.faults.count("skew");
        product.actor.skewMs = fault.ms;
      });
    if (fault.do === "database_away")
      at(fault.at, "the database is away", () => {
        this.faults.count("database away");
        this.faults.databaseAwayUntil = this.scheduler.now + fault.ms;
      });
    if (fault.do === "unreachable")
      at(fault.at, "the product is unreachable", () => {
        this.faults.count("unreachable");
        this.#unreachableUntil = this.scheduler.now + fault.ms;
      });
    if (fault.do === "not_to_call") at(fault.at, `${fault.number} is not to be called`, () => this.#list(fault.number));
  }

  /** An admin asks one process for it; whoever gets no answer knows nothing. */
  #list(number: string): void {
    const product = this.#anyProduct();
    if (!product) return;
    const noted = () => {
      this.faults.count("not to call");
      this.listed.push({ number, at: this.now() });
    };
    const by = adminOf(this.base.seeded);
    actAs(product.actor, () => addNumbersNotToCall(by, { numbers: [number], reason: "" }, "studio")).then(
      noted,
      () => undefined,
    );
  }

  /** A rolling deploy: another process of the slot is there when this one is told to end. */
  #drain(slot: number, backAfter: number): void {
    const product = this.products[slot];
    if (!product?.takesRequests) return;
    this.faults.count("drain");
    const ended = () => {
      product.actor.alive = false;
      this.#wire.died(product.actor);
    };
    // Runs as the process: it is its own signal handler that waits.
    this.scheduler.after(0, product.actor, "SIGTERM", () => {
      product.drain().then(ended, (error) => this.uncaught.push(error));
    });
    this.scheduler.after(backAfter, this.#operators, `the new p${slot}`, () => {
      if (this.products[slot] === product) this.boot(slot);
    });
  }

  /** Plans the polls that will find something: nothing else in the world looks at the database by itself. */
  #beforeMoving(until: number): void {
    if (!this.database.dirty) return;
    // Polls come at whole seconds of each worker's own: before the next of them nobody looks.
    if (this.products.every((product) => !product || until < product.worker.nextPoll)) return;
    this.database.dirty = false;
    const [due] = this.database.asOwner<Due>(DUE, [], "due");
    const time = (ms: number | null | undefined) => ms ?? Number.POSITIVE_INFINITY;
    for (const product of this.products) {
      if (!product) continue;
      product.worker.lookBy(time(due?.deadline), time(due?.job));
    }
    if (due?.locked) this.#watchLocks();
  }

  #watching = false;

  /** While jobs are locked, heartbeats tell whose owner is gone. */
  #watchLocks(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.scheduler.after(2100, this.#operators, "heartbeats", () => {
      this.#watching = false;
      this.database.dirty = true;
      for (const product of this.products) product?.worker.beat();
    });
  }
}

type Due = { deadline: number | null; job: number | null; locked: boolean };

const DUE = `select (select extract(epoch from min(due_at) - (select shift from patchcord_clock)) * 1000 from deadline)::float as deadline,
  (select extract(epoch from min(run_at)) * 1000 from graphile_worker._private_jobs where is_available)::float as job,
  exists (select from graphile_worker._private_jobs where locked_at is not null) as locked`;

/** The end of an address, without what is of one call alone. */
function placeOf({ pathname }: URL): string {
  return pathname
    .split("/")
    .slice(-3)
    .filter((part) => !/^(CA|AC)?[0-9a-f]{32}|^[A-Za-z0-9_-]{43}$|^[0-9a-f-]{36}$/.test(part))
    .map((part) => (/^\d+\.\d+$/.test(part) ? "turn" : part))
    .join("/");
}

import { answer, match } from "@/server/http/router";
import type { Http } from "@/server/ports/http";
import { runtime } from "@/server/wiring";
import { type Actor, actAs } from "./actor";
import { WAY_OUT } from "./outbound";
import { Worker } from "./worker";

export type WebRequest = { method: string; url: string; headers: Record<string, string>; body?: string };
export type WebAnswer = { status: number; headers: Record<string, string>; body: string };

/** A process of the product: the hot routes and a worker, with nothing in its memory but what it has put there itself. */
export class Product {
  /** No more requests: it was told to end. */
  isDraining = false;
  readonly worker: Worker;
  readonly #open = new Set<() => void>();

  constructor(
    readonly slot: number,
    readonly actor: Actor,
    shared: Record<string, unknown>,
    wayOut: Http,
    onError: (error: unknown) => void,
  ) {
    for (const [name, value] of Object.entries(shared)) actor.singletons.set(name, value);
    actor.singletons.set(WAY_OUT, wayOut);
    this.worker = new Worker(actor, onError);
    actAs(actor, () => runtime().dispatch.startDialling(() => undefined));
  }

  get takesRequests(): boolean {
    return this.actor.alive && !this.isDraining;
  }

  get openRequests(): number {
    return this.#open.size;
  }

  /** Null: the process died before it had answered. */
  serve({ method, url, headers, body }: WebRequest): Promise<WebAnswer | null> {
    return new Promise((resolve, reject) => {
      const broken = () => resolve(null);
      this.#open.add(broken);
      const work = async (): Promise<WebAnswer> => {
        const found = match(method, new URL(url).pathname);
        if (!found) return { status: 404, headers: {}, body: "" };
        const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
        const response = await answer(found, method, request, performance.now());
        const text = await response.text();
        return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
      };
      actAs(this.actor, work).then((answered) => {
        this.#open.delete(broken);
        resolve(answered);
      }, reject);
    });
  }

  /** Kill -9: what it had in memory is gone, and its connections break. */
  die(): void {
    this.actor.alive = false;
    for (const broken of this.#open) broken();
    this.#open.clear();
  }

  /** SIGTERM, as `shutDown` does it. Resolves when the process may exit. */
  async drain(): Promise<void> {
    this.isDraining = true;
    await Promise.all([runtime().dispatch.drain(), this.#requestsAnswered(), this.worker.stop()]);
  }

  async #requestsAnswered(): Promise<void> {
    while (this.#open.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  get underWay(): number {
    return actAs(this.actor, () => runtime().dispatch.underWay);
  }
}

/** A map for caches: it drops its oldest entries rather than hold more than `most`, by number or by what `weigh` says of each. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #most: number;
  readonly #weigh: (value: Value) => number;
  #held = 0;

  constructor(most: number, weigh: (value: Value) => number = () => 1) {
    super();
    this.#most = most;
    this.#weigh = weigh;
  }

  override set(key: Key, value: Value): this {
    const more = this.#weigh(value) - this.#weightAt(key);
    for (const oldest of this.keys()) {
      if (this.#held + more <= this.#most) break;
      if (oldest !== key) this.delete(oldest);
    }
    this.#held += more;
    return super.set(key, value);
  }

  override delete(key: Key): boolean {
    this.#held -= this.#weightAt(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#held = 0;
    super.clear();
  }

  #weightAt(key: Key): number {
    return this.has(key) ? this.#weigh(this.get(key) as Value) : 0;
  }
}

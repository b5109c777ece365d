export interface HeapEntry {
  due: number;
  order: number;
  index: number;
  run: () => void;
}

const before = (a: HeapEntry, b: HeapEntry) => a.due < b.due || (a.due === b.due && a.order < b.order);

/**
 * Binary min-heap by due time, then by insertion. Entries know their index, so that cancelling takes them out at once:
 * every call sets a four-hour TimeLimit timer, and at 500 calls/s lazily deleted ones would pile up by the million.
 */
export class TimerHeap {
  #entries: HeapEntry[] = [];
  #order = 0;

  get size(): number {
    return this.#entries.length;
  }

  peek(): HeapEntry | undefined {
    return this.#entries[0];
  }

  push(due: number, run: () => void): HeapEntry {
    const entry = { due, order: this.#order++, index: this.#entries.length, run };
    this.#entries.push(entry);
    this.#up(entry);
    return entry;
  }

  pop(): HeapEntry | undefined {
    const first = this.#entries[0];
    if (first) this.remove(first);
    return first;
  }

  remove(entry: HeapEntry): void {
    if (entry.index < 0) return;
    const last = this.#entries.pop();
    if (last && last !== entry) {
      this.#place(last, entry.index);
      this.#up(last);
      this.#down(last);
    }
    entry.index = -1;
  }

  #place(entry: HeapEntry, index: number): void {
    this.#entries[index] = entry;
    entry.index = index;
  }

  #up(entry: HeapEntry): void {
    while (entry.index > 0) {
      const parent = this.#entries[(entry.index - 1) >> 1];
      if (!parent || !before(entry, parent)) return;
      this.#swap(entry, parent);
    }
  }

  #down(entry: HeapEntry): void {
    for (;;) {
      const left = this.#entries[entry.index * 2 + 1];
      const right = this.#entries[entry.index * 2 + 2];
      const least = left && right && before(right, left) ? right : left;
      if (!least || !before(least, entry)) return;
      this.#swap(entry, least);
    }
  }

  #swap(a: HeapEntry, b: HeapEntry): void {
    const index = a.index;
    this.#place(a, b.index);
    this.#place(b, index);
  }
}

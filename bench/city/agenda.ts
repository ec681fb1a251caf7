/** What somebody is going to do, and when: the earliest comes first, of two at the same instant the one that was noted first. */
interface Item {
  readonly at: number;
  readonly number: number;
  readonly act: () => Promise<void>;
}

const comesFirst = (a: Item, b: Item) => a.at < b.at || (a.at === b.at && a.number < b.number);

/** A binary heap by time. */
export class Agenda {
  private readonly heap: Item[] = [];
  private noted = 0;

  note(at: number, act: () => Promise<void>): void {
    this.noted += 1;
    const item = { at, number: this.noted, act };
    let place = this.heap.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!comesFirst(item, this.heap[above] as Item)) break;
      this.heap[place] = this.heap[above] as Item;
      place = above;
    }
    this.heap[place] = item;
  }

  /** When the next one is due; undefined: nobody has anything in mind. */
  nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  /** Everything due until then, in order; taken out. */
  takeDue(until: number): (() => Promise<void>)[] {
    const due: (() => Promise<void>)[] = [];
    while (this.heap.length > 0 && (this.nextAt() as number) <= until) due.push(this.takeFirst().act);
    return due;
  }

  private takeFirst(): Item {
    const first = this.heap[0] as Item;
    const last = this.heap.pop() as Item;
    if (this.heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      if (left >= this.heap.length) break;
      const isRight = right < this.heap.length && comesFirst(this.heap[right] as Item, this.heap[left] as Item);
      const below = isRight ? right : left;
      if (!comesFirst(this.heap[below] as Item, last)) break;
      this.heap[place] = this.heap[below] as Item;
      place = below;
    }
    this.heap[place] = last;
    return first;
  }
}

/**
 * A binary heap of what a search for the nearest still has before it, the nearest on top: cubes of the tree to be opened, and
 * places, each an entry (`slot`) of a leaf. Nothing is allocated for an entry: a search pushes hundreds and takes a few.
 */
export class NearHeap<T> {
  /** What `take` has taken last. */
  item: T | undefined;
  slot = 0;
  private size = 0;
  private readonly keys: number[] = [];
  private readonly items: T[] = [];
  private readonly slots: number[] = [];

  push(key: number, item: T, slot: number): void {
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.keys[parent] as number) <= key) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, key, item, slot);
  }

  /** Takes the nearest out, into `item` and `slot`; false when there is nothing more. */
  take(): boolean {
    if (this.size === 0) return false;
    this.item = this.items[0];
    this.slot = this.slots[0] as number;
    this.size -= 1;
    if (this.size > 0) this.sink(this.size);
    return true;
  }

  /** Lets the last entry find its place from the top. */
  private sink(last: number): void {
    const { keys, size } = this;
    const key = keys[last] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      if ((keys[child] as number) >= key) break;
      this.move(child, at);
      at = child;
    }
    this.move(last, at);
  }

  private move(from: number, to: number): void {
    this.put(to, this.keys[from] as number, this.items[from] as T, this.slots[from] as number);
  }

  private put(at: number, key: number, item: T, slot: number): void {
    this.keys[at] = key;
    this.items[at] = item;
    this.slots[at] = slot;
  }
}

/** An action at a virtual time, unless it is cancelled before. */
export interface ScheduledEvent {
  readonly due: number;
  readonly rank: number;
  readonly order: number;
  readonly action: () => void;
  cancelled: boolean;
}

/** A binary heap of events: first by due time, then by rank, then in the order they were pushed. */
export class EventQueue {
  #heap: ScheduledEvent[] = [];
  #order = 0;

  push(due: number, rank: number, action: () => void): ScheduledEvent {
    const event: ScheduledEvent = { due, rank, order: this.#order++, action, cancelled: false };
    this.#heap.push(event);
    this.#siftUp(this.#heap.length - 1);
    return event;
  }

  nextDue(): number | undefined {
    this.#dropCancelled();
    return this.#heap[0]?.due;
  }

  popDue(moment: number): ScheduledEvent | undefined {
    this.#dropCancelled();
    const first = this.#heap[0];
    if (!first || first.due > moment) return undefined;
    this.#popFirst();
    return first;
  }

  clear(): void {
    this.#heap = [];
  }

  #dropCancelled(): void {
    while (this.#heap[0]?.cancelled) this.#popFirst();
  }

  #popFirst(): void {
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#siftDown();
    }
  }

  #siftUp(start: number): void {
    const heap = this.#heap;
    const event = heap[start] as ScheduledEvent;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as ScheduledEvent;
      if (!before(event, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  #siftDown(): void {
    const heap = this.#heap;
    const event = heap[0] as ScheduledEvent;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      const right = heap[childIndex + 1];
      if (!child) break;
      if (right && before(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (!before(child, event)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = event;
  }
}

function before(a: ScheduledEvent, b: ScheduledEvent): boolean {
  if (a.due !== b.due) return a.due < b.due;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.order < b.order;
}

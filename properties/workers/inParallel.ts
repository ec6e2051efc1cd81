/** Processes every item, as many at the same time as there are workers; takes an item only when a worker is free. */
export async function inParallel<Item>(
  workers: number,
  items: Iterable<Item>,
  work: (item: Item, worker: number) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const one = async (worker: number): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await work(next.value, worker);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)));
}

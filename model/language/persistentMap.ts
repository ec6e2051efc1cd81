/**
 * A map for immutable state. Its entries are in small objects ("shelves"), and these in larger groups ("racks"):
 * changing an entry copies only three small objects, so that a step costs about the same with 10 and with 10,000
 * entries.
 */
export type PersistentMap<Value> = { [rack: string]: { [shelf: string]: { [key: string]: Value } } };

const buckets = 128;
const bucketsPerGroup = 16;

function bucketOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  return (hash >>> 0) % buckets;
}

const groupOf = (shelf: number): number => Math.floor(shelf / bucketsPerGroup);

export function get<Value>(map: PersistentMap<Value>, key: string): Value | undefined {
  const name = bucketOf(key);
  const shelf = map[groupOf(name)]?.[name];
  return shelf !== undefined && Object.hasOwn(shelf, key) ? shelf[key] : undefined;
}

export function put<Value>(map: PersistentMap<Value>, key: string, value: Value): void {
  const name = bucketOf(key);
  const rack = map[groupOf(name)];
  const shelf = rack?.[name];
  if (shelf !== undefined) shelf[key] = value;
  else if (rack !== undefined) rack[name] = { [key]: value };
  else map[groupOf(name)] = { [name]: { [key]: value } };
}

export function drop<Value>(map: PersistentMap<Value>, key: string): void {
  const name = bucketOf(key);
  delete map[groupOf(name)]?.[name]?.[key];
}

/** All entries, in the order of racks and shelves. */
export function values<Value>(map: PersistentMap<Value>): Value[] {
  const found: Value[] = [];
  for (const rack of Object.values(map))
    for (const shelf of Object.values(rack)) for (const value of Object.values(shelf)) found.push(value);
  return found;
}

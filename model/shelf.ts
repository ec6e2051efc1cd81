/**
 * A map for immutable state: its entries lie on short shelves, so that changing one copies two short objects
 * and a step costs the same with 10 and with 10,000 entries.
 */
export type Shelf<Value> = { [shelf: string]: { [key: string]: Value } };

const shelves = 128;

function shelfOf(key: string): string {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  return String((hash >>> 0) % shelves);
}

export function get<Value>(map: Shelf<Value>, key: string): Value | undefined {
  const shelf = map[shelfOf(key)];
  return shelf !== undefined && Object.hasOwn(shelf, key) ? shelf[key] : undefined;
}

export function put<Value>(map: Shelf<Value>, key: string, value: Value): void {
  const name = shelfOf(key);
  const shelf = map[name];
  if (shelf === undefined) map[name] = { [key]: value };
  else shelf[key] = value;
}

export const values = <Value>(map: Shelf<Value>): Value[] => Object.values(map).flatMap(Object.values<Value>);

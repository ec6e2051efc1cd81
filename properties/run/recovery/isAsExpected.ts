import { get } from "../../../model/language/persistentMap.ts";
import { clusterAround, kindOf, nameOf, type ResourceKey, resourceKey } from "../../../model/language/resourceKey.ts";
import { isDecisive } from "../../judge/decisive.ts";
import { looksAtResource } from "../../looks/resourceLooks.ts";
import type { Run } from "../run.ts";

/** Servers describe a deleted cluster without its settings and tags: no read shows what a wrongly accepted call changed. */
export const isDeletedCluster = ({ oracle }: Run, key: ResourceKey): boolean =>
  kindOf(key) === "cluster" && get(oracle.state.clusters, nameOf(key))?.status === "INACTIVE";

/** Takes it out of quarantine when all that reads show of it is as the model expects. */
export async function isAsExpected(run: Run, key: ResourceKey, index: number, decisive = isDecisive): Promise<boolean> {
  const { oracle, quarantine } = run;
  const looks = looksAtResource(oracle.state, key) ?? [];
  const around = clusterAround(key);
  if (around !== undefined && quarantine.has(resourceKey("cluster", around))) return false;
  if (!quarantine.isSeen(key) || isDeletedCluster(run, key)) return false;
  quarantine.release(key);
  let fits = 0;
  for (const look of looks) {
    const result = await run.probe(look, index, look.operation, decisive);
    if (result === "fits") fits++;
    if (result === "differs") fits = Number.NaN;
    if (result === "differs") break;
  }
  if (fits > 0) {
    oracle.masks.renew(key);
    return true;
  }
  quarantine.taint(key);
  return false;
}

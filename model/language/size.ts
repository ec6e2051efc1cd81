/** CPU units as text (row TD9): `256`, `"1 vCPU"` and `".5 vcpu"` alike; undefined for a text that is not a size. */
export const cpuUnits = (given: string): number | undefined => scaled(given, /^(\d*\.?\d+)\s*vcpus?$/i);

/** MiB (row TD9): `512`, `"1GB"` and `"0.5 gb"` alike; undefined for a text that is not a size. */
export const mebibytes = (given: string): number | undefined => scaled(given, /^(\d*\.?\d+)\s*gb$/i);

function scaled(given: string, thousands: RegExp): number | undefined {
  const text = given.trim();
  if (/^\d+$/.test(text)) return Number(text);
  const amount = thousands.exec(text)?.[1];
  return amount === undefined ? undefined : Math.round(Number(amount) * 1024);
}

/** Fargate's sizes (row TD10): CPU units, and the MiB that go with them: from, to, step. */
const fargateSizes: Readonly<Record<number, readonly (readonly [number, number, number])[]>> = {
  256: [
    [512, 512, 512],
    [1024, 2048, 1024],
  ],
  512: [[1024, 4096, 1024]],
  1024: [[2048, 8192, 1024]],
  2048: [[4096, 16_384, 1024]],
  4096: [[8192, 30_720, 1024]],
  8192: [[16_384, 61_440, 4096]],
  16384: [[32_768, 122_880, 8192]],
};

export const isFargateSize = (cpu: number, memory: number): boolean =>
  fargateSizes[cpu]?.some(
    ([least, most, step]) => memory >= least && memory <= most && (memory - least) % step === 0,
  ) === true;

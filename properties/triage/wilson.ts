/** Wilson's 95 % interval for a share of `hits` in `tries`. */
export function wilson(hits: number, tries: number): { readonly least: number; readonly most: number } {
  if (tries === 0) return { least: 0, most: 1 };
  const z = 1.96;
  const share = hits / tries;
  const middle = share + z ** 2 / (2 * tries);
  const spread = z * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2));
  const whole = 1 + z ** 2 / tries;
  return { least: Math.max(0, (middle - spread) / whole), most: Math.min(1, (middle + spread) / whole) };
}

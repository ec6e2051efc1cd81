import * as fc from "fast-check";
import { Random } from "../../../../commands/language/random.ts";

class Source extends fc.Arbitrary<Random> {
  override generate(source: fc.Random): fc.Value<Random> {
    return new fc.Value(new Random(source), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Random {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<Random>> {
    return fc.Stream.nil();
  }
}

/** Random choices that a number determines. */
export function randomOf(seed: number): Random {
  const [random] = fc.sample(new Source(), { seed, numRuns: 1 });
  if (random === undefined) throw new Error("no sample");
  return random;
}

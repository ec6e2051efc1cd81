/** A type of the SDK in its JSON form: a time is a number of seconds (P7). */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/** An input as the server receives it: required members may be absent (P10). */
export type Request<T> = Partial<Wire<T>>;

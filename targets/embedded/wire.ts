/** A type of the SDK as it travels in JSON: a time is a number of seconds (P7). */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/** An input as the server receives it: nothing guarantees that required members are there (P10). */
export type Request<T> = Partial<Wire<T>>;

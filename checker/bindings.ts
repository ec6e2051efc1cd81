/** What a hole may be filled with: by its kind, a pattern without groups, and whether two holes may share a value. */
export type HoleKinds = Readonly<Record<string, { readonly pattern: string; readonly unique: boolean }>>;

const holes = /«[^»]*»/g;

/**
 * Values that holes were filled with. Trying a reply binds on a copy that is kept only when the reply is taken
 * (`fork`, then `adopt`), so a reply that fits no world leaves nothing behind.
 */
export class Bindings {
  readonly kinds: HoleKinds;
  readonly #values: Map<string, string | number>;
  readonly #holders: Map<string, string>;
  #fresh: [string, string | number][] = [];
  readonly #parent: Bindings | undefined;

  constructor(kinds: HoleKinds, parent?: Bindings) {
    this.kinds = kinds;
    this.#parent = parent;
    this.#values = new Map();
    this.#holders = new Map();
  }

  get(hole: string): string | number | undefined {
    return this.#values.get(hole) ?? this.#parent?.get(hole);
  }

  /** The hole that holds `value`, for kinds that never share one. */
  holder(kind: string, value: string): string | undefined {
    return this.#holders.get(`${kind} ${value}`) ?? this.#parent?.holder(kind, value);
  }

  bind(hole: string, value: string | number): void {
    this.#values.set(hole, value);
    this.#fresh.push([hole, value]);
    const kind = kindOf(hole);
    if (typeof value === "string" && this.kinds[kind]?.unique) this.#holders.set(`${kind} ${value}`, hole);
  }

  fork(): Bindings {
    return new Bindings(this.kinds, this);
  }

  /** Keeps what was bound on a fork. */
  adopt(fork: Bindings): void {
    for (const [hole, value] of fork.#fresh) this.bind(hole, value);
  }

  /** Undoes nothing in the parent: a copy that goes its own way. */
  copy(): Bindings {
    const copy = new Bindings(this.kinds, this.#parent);
    for (const [hole, value] of this.#values) copy.bind(hole, value);
    return copy;
  }

  /** The text with every bound hole filled. */
  fill(template: string): string {
    let begin = template.indexOf("«");
    if (begin === -1) return template;
    let filled = "";
    let done = 0;
    for (; begin !== -1; begin = template.indexOf("«", done)) {
      const end = template.indexOf("»", begin) + 1;
      if (end === 0) break;
      const hole = template.slice(begin, end);
      filled += template.slice(done, begin) + (this.get(hole) ?? hole);
      done = end;
    }
    return filled + template.slice(done);
  }

  /**
   * Matches `actual` against a template, binding what was open. Returns the reason when it does not fit:
   * `malformed` (not the template's form), `other` (a different literal) or `reused` (another hole has that value).
   */
  match(template: string, actual: string, bindOpen = true): "malformed" | "other" | "reused" | undefined {
    const filled = this.fill(template);
    if (!filled.includes("«")) return filled === actual ? undefined : "other";
    const names: string[] = [];
    const source = filled.split(holes).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    let pattern = source[0] ?? "";
    let index = 1;
    for (const found of filled.matchAll(holes)) {
      names.push(found[0]);
      pattern += `(${this.kinds[kindOf(found[0])]?.pattern ?? ".+"})${source[index++] ?? ""}`;
    }
    const match = new RegExp(`^${pattern}$`, "u").exec(actual);
    if (match === null) return "malformed";
    if (!bindOpen) return undefined;
    const open = names.map((name, at) => [name, match[at + 1] ?? ""] as const);
    for (const [name, value] of open) {
      const holder = this.kinds[kindOf(name)]?.unique ? this.holder(kindOf(name), value) : undefined;
      if (holder !== undefined && holder !== name) return "reused";
    }
    for (const [name, value] of open) if (this.get(name) === undefined) this.bind(name, value);
    return undefined;
  }
}

const kindOf = (hole: string): string => hole.slice(1, -1).split(":")[0] ?? "";

/** What a hole may be filled with: by its kind, a pattern without groups, and whether two holes may share a value. */
export type HoleKinds = Readonly<Record<string, HoleKind>>;

interface HoleKind {
  readonly pattern: string;
  readonly unique: boolean;
  /** Not of the form, but an id that was chosen for one thing all the same. */
  readonly nearly?: string;
}

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
   * A malformed id that is nearly one is bound, so that it is told once and names what it names from then on.
   */
  match(template: string, actual: string, bindOpen = true): "malformed" | "other" | "reused" | undefined {
    const filled = this.fill(template);
    if (!filled.includes("«")) return filled === actual ? undefined : "other";
    const names = [...filled.matchAll(holes)].map(([hole]) => hole);
    const patterns = names.map((name) => this.kinds[kindOf(name)]?.pattern ?? ".+");
    const match = matcher(filled, patterns).exec(actual);
    if (match === null) {
      if (bindOpen) this.#bindMalformed(filled, names, actual);
      return "malformed";
    }
    if (!bindOpen) return undefined;
    const open = names.map((name, at) => [name, match[at + 1] ?? ""] as const);
    for (const [name, value] of open) {
      const holder = this.kinds[kindOf(name)]?.unique ? this.holder(kindOf(name), value) : undefined;
      if (holder !== undefined && holder !== name) return "reused";
    }
    for (const [name, value] of open) if (this.get(name) === undefined) this.bind(name, value);
    return undefined;
  }

  /** Where one id is all that is open, the text says what it is even when its form is wrong. */
  #bindMalformed(template: string, [hole, ...more]: readonly string[], actual: string): void {
    if (hole === undefined || more.length > 0) return;
    const kind = kindOf(hole);
    const nearly = this.kinds[kind]?.nearly;
    const id = nearly === undefined ? undefined : matcher(template, [nearly]).exec(actual)?.[1];
    if (id !== undefined && this.holder(kind, id) === undefined) this.bind(hole, id);
  }
}

/** Matches what fills the template's holes with these patterns, in order; a group for each. */
function matcher(template: string, patterns: readonly string[]): RegExp {
  const literals = template.split(holes).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = literals.map((literal, at) => (at < patterns.length ? `${literal}(${patterns[at]})` : literal));
  return new RegExp(`^${parts.join("")}$`, "u");
}

const kindOf = (hole: string): string => hole.slice(1, -1).split(":")[0] ?? "";

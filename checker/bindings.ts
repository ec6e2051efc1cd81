/** What a hole may be filled with: by its kind, a pattern without groups, and whether two holes may share a value. */
export type PlaceholderKinds = Readonly<Record<string, PlaceholderKind>>;

interface PlaceholderKind {
  readonly pattern: string;
  readonly unique: boolean;
  /** Not of the form, but an id that was chosen for one thing all the same. */
  readonly nearly?: string;
}

const placeholders = /«[^»]*»/g;

/**
 * Values that holes were filled with. Trying a reply binds on a copy that is kept only when the reply is taken
 * (`fork`, then `adopt`), so a reply that fits no world leaves nothing behind.
 */
export class Bindings {
  readonly kinds: PlaceholderKinds;
  readonly #values: Map<string, string | number>;
  readonly #holders: Map<string, string>;
  #fresh: [string, string | number][] = [];
  readonly #parent: Bindings | undefined;

  constructor(kinds: PlaceholderKinds, parent?: Bindings) {
    this.kinds = kinds;
    this.#parent = parent;
    this.#values = new Map();
    this.#holders = new Map();
  }

  get(placeholder: string): string | number | undefined {
    return this.#values.get(placeholder) ?? this.#parent?.get(placeholder);
  }

  /** The hole that holds `value`, for kinds that never share one. */
  placeholderOf(kind: string, value: string): string | undefined {
    return this.#holders.get(`${kind} ${value}`) ?? this.#parent?.placeholderOf(kind, value);
  }

  bind(placeholder: string, value: string | number): void {
    this.#values.set(placeholder, value);
    this.#fresh.push([placeholder, value]);
    const kind = kindOf(placeholder);
    if (typeof value === "string" && this.kinds[kind]?.unique) this.#holders.set(`${kind} ${value}`, placeholder);
  }

  fork(): Bindings {
    return new Bindings(this.kinds, this);
  }

  /** Keeps what was bound on a fork. */
  adopt(fork: Bindings): void {
    for (const [placeholder, value] of fork.#fresh) this.bind(placeholder, value);
  }

  /** Undoes nothing in the parent: a copy that goes its own way. */
  copy(): Bindings {
    const copy = new Bindings(this.kinds, this.#parent);
    for (const [placeholder, value] of this.#values) copy.bind(placeholder, value);
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
      const placeholder = template.slice(begin, end);
      filled += template.slice(done, begin) + (this.get(placeholder) ?? placeholder);
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
    const names = [...filled.matchAll(placeholders)].map(([placeholder]) => placeholder);
    const patterns = names.map((name) => this.kinds[kindOf(name)]?.pattern ?? ".+");
    const match = matcher(filled, patterns).exec(actual);
    if (match === null) {
      if (bindOpen) this.#bindMalformed(filled, names, actual);
      return "malformed";
    }
    if (!bindOpen) return undefined;
    const open = names.map((name, at) => [name, match[at + 1] ?? ""] as const);
    for (const [name, value] of open) {
      const placeholderOf = this.kinds[kindOf(name)]?.unique ? this.placeholderOf(kindOf(name), value) : undefined;
      if (placeholderOf !== undefined && placeholderOf !== name) return "reused";
    }
    for (const [name, value] of open) if (this.get(name) === undefined) this.bind(name, value);
    return undefined;
  }

  /** Where one id is all that is open, the text says what it is even when its form is wrong. */
  #bindMalformed(template: string, [placeholder, ...more]: readonly string[], actual: string): void {
    if (placeholder === undefined || more.length > 0) return;
    const kind = kindOf(placeholder);
    const nearly = this.kinds[kind]?.nearly;
    const id = nearly === undefined ? undefined : matcher(template, [nearly]).exec(actual)?.[1];
    if (id !== undefined && this.placeholderOf(kind, id) === undefined) this.bind(placeholder, id);
  }
}

/** Matches what fills the template's holes with these patterns, in order; a group for each. */
function matcher(template: string, patterns: readonly string[]): RegExp {
  const literals = template.split(placeholders).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = literals.map((literal, at) => (at < patterns.length ? `${literal}(${patterns[at]})` : literal));
  return new RegExp(`^${parts.join("")}$`, "u");
}

const kindOf = (placeholder: string): string => placeholder.slice(1, -1).split(":")[0] ?? "";

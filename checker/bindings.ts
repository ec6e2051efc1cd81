/** For each kind of placeholder: a pattern without groups, and whether two placeholders may have the same value. */
export type PlaceholderKinds = Readonly<Record<string, PlaceholderKind>>;

interface PlaceholderKind {
  readonly pattern: string;
  readonly unique: boolean;
  /** Matches an id of the wrong form that still identifies one resource. */
  readonly nearly?: string;
}

const placeholders = /«[^»]*»/g;

/**
 * The values of placeholders.
 *
 * The server chooses ids, so the model cannot know them. An expectation contains a placeholder instead, such as
 * `«task:3.0»` for the first task of command 3. The first reply that shows a value there binds the placeholder, and
 * from then on the placeholder is that literal:
 *
 *     const bindings = new Bindings(placeholderKinds);
 *     bindings.match("task/c1/«task:3.0»", "task/c1/0a1b…");   // undefined: it fits, and binds «task:3.0»
 *     bindings.match("task/c1/«task:3.0»", "task/c1/ffff…");   // "other": the placeholder has another value
 *     bindings.match("task/c1/«task:4.0»", "task/c1/0a1b…");   // "reused": the id of another task
 *     bindings.fill("stop «task:3.0»");                        // "stop 0a1b…"
 *
 * A reply is compared with several expectations (one for each world and outcome), and only some of them turn out to
 * fit. A comparison that fails must not leave bindings behind. Three operations take care of that:
 *
 * | operation | what it returns | when the oracle uses it |
 * | --- | --- | --- |
 * | `fork()` | an empty layer that reads through to this one and writes only to itself | before each comparison |
 * | `adopt(fork)` | nothing; writes the fork's new bindings into this one | when the comparison fits |
 * | `copy()` | an independent set with the same values | when one world becomes two |
 *
 * For example, RunTask got no reply, so there are two worlds: without the task, and with `«task:3.0»`. ListTasks then
 * returns one ARN. In the first world the list should be empty: that comparison fails and its fork is dropped. In the
 * second world the comparison binds `«task:3.0»` on its fork; that fits, and the world adopts the fork. Without the
 * fork, a comparison that fails at its last member would have bound the placeholders of all members before it.
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

  /** The placeholder that has `value`, for kinds whose values are unique. */
  placeholderOf(kind: string, value: string): string | undefined {
    return this.#holders.get(`${kind} ${value}`) ?? this.#parent?.placeholderOf(kind, value);
  }

  bind(placeholder: string, value: string | number): void {
    this.#values.set(placeholder, value);
    this.#fresh.push([placeholder, value]);
    const kind = kindOf(placeholder);
    if (typeof value === "string" && this.kinds[kind]?.unique) this.#holders.set(`${kind} ${value}`, placeholder);
  }

  /** A layer on top: it reads these bindings and writes only its own. */
  fork(): Bindings {
    return new Bindings(this.kinds, this);
  }

  /** Takes over what was bound on a fork. */
  adopt(fork: Bindings): void {
    for (const [placeholder, value] of fork.#fresh) this.bind(placeholder, value);
  }

  /** An independent set of bindings with the same values, for a second world. */
  copy(): Bindings {
    const copy = new Bindings(this.kinds, this.#parent);
    for (const [placeholder, value] of this.#values) copy.bind(placeholder, value);
    return copy;
  }

  /** The text with every bound placeholder replaced by its value. */
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
   * Matches `actual` against a template and binds the open placeholders. Returns the reason when it does not fit:
   * `malformed` (not the template's form), `other` (a different literal) or `reused` (another placeholder has that
   * value). A malformed value that still identifies a resource is bound, so that it is reported once and recognized
   * later.
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

  /** Binds an id of the wrong form when it is the only open placeholder of the template. */
  #bindMalformed(template: string, [placeholder, ...more]: readonly string[], actual: string): void {
    if (placeholder === undefined || more.length > 0) return;
    const kind = kindOf(placeholder);
    const nearly = this.kinds[kind]?.nearly;
    const id = nearly === undefined ? undefined : matcher(template, [nearly]).exec(actual)?.[1];
    if (id !== undefined && this.placeholderOf(kind, id) === undefined) this.bind(placeholder, id);
  }
}

/** A pattern for the template, with one group for each placeholder, in order. */
function matcher(template: string, patterns: readonly string[]): RegExp {
  const literals = template.split(placeholders).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = literals.map((literal, at) => (at < patterns.length ? `${literal}(${patterns[at]})` : literal));
  return new RegExp(`^${parts.join("")}$`, "u");
}

const kindOf = (placeholder: string): string => placeholder.slice(1, -1).split(":")[0] ?? "";

import { dirname, join } from "node:path";
import { parseAst } from "vitest/node";

/** A node of the syntax tree, as ESTree has it. */
interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** A function or a method of the simulator. */
interface Callable {
  readonly file: string;
  readonly name: string;
  readonly node: Node;
  /** The bugs that it asks for. */
  readonly bugs: Set<string>;
  /** It does something only when a bug is planted. */
  idleWithoutBug: boolean;
}

/** A place that names a callable: in the code of `within`, or at the top of a file. */
interface Reference {
  readonly to: Callable;
  readonly within: Callable | undefined;
  /** It is reached only when a bug is planted, or belongs to a bug itself. */
  readonly guarded: boolean;
}

interface Analysis {
  readonly callables: readonly Callable[];
  readonly references: readonly Reference[];
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const nodesOf = (value: unknown): Node[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(nodesOf);

const nameOf = (node: unknown): string =>
  isNode(node) && (node.type === "Identifier" || node.type === "PrivateIdentifier") ? String(node.name) : "";

const isFunction = ({ type }: Node): boolean => /^(Arrow)?Function(Declaration|Expression)?(Expression)?$/.test(type);

/** Everything in `bugs/` exists for planted bugs, and so does what is named after them. */
const isPlanted = ({ file, name }: Pick<Callable, "file" | "name">): boolean =>
  file.startsWith("bugs/") || /^planted([A-Z]|$)/.test(name);

/** The functions outside `bugs/` that exist only for planted bugs and are not named so. */
export function misnamed(sources: Readonly<Record<string, string>>): string[] {
  const { callables, references } = analyse(sources);
  const planted = new Set(callables.filter(isPlanted));
  for (;;) {
    const found = callables.filter((callable) => {
      const own = references.filter(({ to, within }) => to === callable && within !== callable);
      const isOnlyForBugs = callable.idleWithoutBug || (own.length > 0 && own.every(isForBugs));
      return isOnlyForBugs && !planted.has(callable);
    });
    if (found.length === 0) break;
    for (const callable of found) planted.add(callable);
  }
  return [...planted].filter((callable) => !isPlanted(callable)).map(({ file, name }) => `${file}: ${name}`);

  function isForBugs({ guarded, within }: Reference): boolean {
    return guarded || (within !== undefined && planted.has(within));
  }
}

/** The functions outside `bugs/` that more than one bug bends in place. */
export function crowded(sources: Readonly<Record<string, string>>): string[] {
  return analyse(sources)
    .callables.filter((callable) => !isPlanted(callable) && callable.bugs.size > 1)
    .map(({ file, name, bugs }) => `${file}: ${name}: ${[...bugs].join(", ")}`);
}

function analyse(sources: Readonly<Record<string, string>>): Analysis {
  const trees = new Map(Object.entries(sources).map(([file, text]) => [file, parse(text)]));
  const callables = [...trees].flatMap(([file, tree]) => callablesOf(file, tree));
  const references = [...trees].flatMap(([file, tree]) => new Reader(file, tree, callables).references);
  return { callables, references };
}

const parse = (text: string): Node => parseAst(text, { lang: "ts" }) as unknown as Node;

function callablesOf(file: string, tree: Node): Callable[] {
  const found: Callable[] = [];
  const visit = (node: Node): void => {
    if (node.type === "FunctionDeclaration")
      found.push({ file, name: nameOf(node.id), node, bugs: new Set(), idleWithoutBug: false });
    if (node.type === "VariableDeclarator" && isNode(node.init) && isFunction(node.init))
      found.push({ file, name: nameOf(node.id), node: node.init, bugs: new Set(), idleWithoutBug: false });
    if (node.type === "MethodDefinition" && node.kind === "method" && isNode(node.value))
      found.push({ file, name: nameOf(node.key), node: node.value, bugs: new Set(), idleWithoutBug: false });
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return found;
}

/** Reads one file: who names whom, and what is asked of planted bugs. */
class Reader {
  readonly references: Reference[] = [];
  readonly #file: string;
  readonly #callables: readonly Callable[];
  readonly #byNode: ReadonlyMap<Node, Callable>;
  /** What a name of this file stands for: its own functions, and those it imports. */
  readonly #known = new Map<string, Callable>();
  /** The values of constants: an answer about a bug may be kept in one. */
  readonly #constants = new Map<string, Node>();

  constructor(file: string, tree: Node, callables: readonly Callable[]) {
    this.#file = file;
    this.#callables = callables;
    this.#byNode = new Map(callables.map((callable) => [callable.node, callable]));
    for (const callable of callables) if (callable.file === file) this.#known.set(callable.name, callable);
    for (const node of nodesOf(tree.body)) this.#import(node);
    this.#visit(tree, undefined, isPlanted({ file, name: "" }));
  }

  #import(node: Node): void {
    if (node.type !== "ImportDeclaration") return;
    const from = join(dirname(this.#file), String((node.source as Node).value));
    for (const specifier of nodesOf(node.specifiers)) {
      const imported = nameOf(specifier.imported);
      const callable = this.#callables.find(({ file, name }) => file === from && name === imported);
      if (callable) this.#known.set(nameOf(specifier.local), callable);
    }
  }

  #visit(node: Node, within: Callable | undefined, guarded: boolean): void {
    const own = this.#byNode.get(node);
    const inside = own ?? within;
    if (node.type === "ImportDeclaration" || node.type.startsWith("TSType")) return;
    if (node.type === "VariableDeclarator" && isNode(node.init)) this.#constants.set(nameOf(node.id), node.init);
    const bug = bugAskedBy(node);
    if (bug !== undefined) inside?.bugs.add(bug);
    for (const name of namesUsedBy(node)) {
      const to = this.#known.get(name);
      if (to) this.references.push({ to, within: inside, guarded });
    }
    let afterReturn = guarded;
    for (const child of childrenOf(node)) {
      this.#visit(child, inside, afterReturn || this.#isGuarded(node, child));
      if (node.type === "BlockStatement" && this.#leavesUnlessBugged(child)) afterReturn = true;
    }
    if (own) own.idleWithoutBug = this.#isIdleWithoutBug(nodesOf((node.body as Node).body));
  }

  /** Whether statements do nothing unless a bug is planted, except return what is there already. */
  #isIdleWithoutBug(statements: readonly Node[]): boolean {
    const first = statements.findIndex((node) => this.#leavesUnlessBugged(node));
    const last = statements.at(-1);
    const returned = last?.type === "ReturnStatement" ? (last.argument as Node | null) : undefined;
    const isPlain = returned === null || /^(Identifier|MemberExpression|Literal)$/.test(returned?.type ?? "");
    const rest = first >= 0 ? statements.slice(0, first) : isPlain ? statements.slice(0, -1) : statements;
    const isForBug = ({ type, test, alternate }: Node) =>
      type === "VariableDeclaration" || (type === "IfStatement" && !alternate && this.#impliesBug(test, true));
    return (first >= 0 || rest.some(({ type }) => type === "IfStatement")) && rest.every(isForBug);
  }

  /** Whether a part of a node is reached only when a bug is planted. */
  #isGuarded(node: Node, child: Node): boolean {
    switch (node.type) {
      case "IfStatement":
      case "ConditionalExpression":
        if (child === node.consequent) return this.#impliesBug(node.test, true);
        return child === node.alternate && this.#impliesBug(node.test, false);
      case "LogicalExpression":
        return child === node.right && node.operator !== "??" && this.#impliesBug(node.left, node.operator === "&&");
      default:
        return false;
    }
  }

  /** `if (!sim.bugged(…)) return;`: what follows is for the bug only. */
  #leavesUnlessBugged(node: Node): boolean {
    if (node.type !== "IfStatement" || !this.#impliesBug(node.test, false)) return false;
    const last = isNode(node.consequent) ? (nodesOf(node.consequent.body).at(-1) ?? node.consequent) : undefined;
    return last !== undefined && /^(Return|Throw|Continue|Break)Statement$/.test(last.type);
  }

  /** Whether a condition has this value only when a bug is planted. */
  #impliesBug(node: unknown, value: boolean): boolean {
    if (!isNode(node)) return false;
    if (bugAskedBy(node) !== undefined) return value;
    switch (node.type) {
      case "UnaryExpression":
        return node.operator === "!" && this.#impliesBug(node.argument, !value);
      case "ParenthesizedExpression":
        return this.#impliesBug(node.expression, value);
      case "LogicalExpression": {
        const sides = [node.left, node.right].map((side) => this.#impliesBug(side, value));
        return (node.operator === "&&") === value ? sides.some(Boolean) : sides.every(Boolean);
      }
      case "Identifier":
        return this.#impliesBug(this.#constants.get(nameOf(node)), value);
      default:
        return false;
    }
  }
}

/** `sim.bugged("name")`. */
function bugAskedBy(node: Node): string | undefined {
  if (node.type !== "CallExpression" || !isNode(node.callee) || nameOf(node.callee.property) !== "bugged")
    return undefined;
  return String(nodesOf(node.arguments)[0]?.value);
}

/** The names that a node uses by itself, other than those it declares. */
function namesUsedBy(node: Node): string[] {
  const parts: readonly unknown[] =
    {
      CallExpression: [node.callee, ...nodesOf(node.arguments)],
      NewExpression: nodesOf(node.arguments),
      MemberExpression: [node.object, isNode(node.object) && node.object.type === "ThisExpression" && node.property],
      TSAsExpression: [node.expression],
      Property: [node.value],
      ArrayExpression: nodesOf(node.elements),
      ArrowFunctionExpression: [node.body],
      ReturnStatement: [node.argument],
      ConditionalExpression: [node.consequent, node.alternate],
      LogicalExpression: [node.left, node.right],
      AssignmentExpression: [node.right],
      VariableDeclarator: [node.init],
    }[node.type] ?? [];
  return parts.map(nameOf).filter((name) => name !== "");
}

import { type ContainerInstance, runningTasks } from "./containerInstance.ts";

/** Whether an instance matches an expression. */
export type InstanceFilter = (instance: ContainerInstance) => boolean;

/** The values of a subject of an expression on an instance; none if the instance lacks it. */
type Subject = (instance: ContainerInstance) => readonly string[];

const token =
  /\s*(\(|\)|\[|\]|,|&&|\|\||==|!=|>=|<=|=~|!~|!in(?![\w-])|!exists(?![\w-])|>|<|!|[^\s()[\],!=<>~&|]+)\s*/y;

/** Operators by each of their spellings. */
const operators: Readonly<Record<string, string>> = {
  "==": "==",
  equals: "==",
  "!=": "!=",
  not_equals: "!=",
  ">": ">",
  greater_than: ">",
  ">=": ">=",
  greater_than_equal: ">=",
  "<": "<",
  less_than: "<",
  "<=": "<=",
  less_than_equal: "<=",
  in: "in",
  "!in": "!in",
  not_in: "!in",
  "=~": "=~",
  matches: "=~",
  "!~": "!~",
  not_matches: "!~",
  exists: "exists",
  "!exists": "!exists",
  not_exists: "!exists",
};

/** Parses an expression of the cluster query language (CI6); undefined if it is invalid. */
export function parseExpression(text: string): InstanceFilter | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] as string);
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): InstanceFilter {
    const filter = this.#alternatives();
    if (this.#at < this.#tokens.length) throw new SyntaxError();
    return filter;
  }

  #accepts(...tokens: string[]): boolean {
    if (!tokens.includes(this.#tokens[this.#at] ?? "")) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const found = this.#tokens[this.#at++];
    if (found === undefined) throw new SyntaxError();
    return found;
  }

  #alternatives(): InstanceFilter {
    const parts = [this.#conjunction()];
    while (this.#accepts("||", "or")) parts.push(this.#conjunction());
    return (instance) => parts.some((part) => part(instance));
  }

  #conjunction(): InstanceFilter {
    const parts = [this.#negation()];
    while (this.#accepts("&&", "and")) parts.push(this.#negation());
    return (instance) => parts.every((part) => part(instance));
  }

  #negation(): InstanceFilter {
    if (this.#accepts("!", "not")) {
      const negated = this.#negation();
      return (instance) => !negated(instance);
    }
    if (!this.#accepts("(")) return this.#condition();
    const inner = this.#alternatives();
    if (!this.#accepts(")")) throw new SyntaxError();
    return inner;
  }

  #condition(): InstanceFilter {
    const subject = subjectOf(this.#next());
    const spelling = this.#next();
    const operator = Object.hasOwn(operators, spelling) ? operators[spelling] : undefined;
    if (operator === undefined) throw new SyntaxError();
    if (operator === "exists") return (instance) => subject(instance).length > 0;
    if (operator === "!exists") return (instance) => subject(instance).length === 0;
    const operands = operator === "in" || operator === "!in" ? this.#list() : [this.#next()];
    const holds = comparison(operator, operands);
    const negative = operator.startsWith("!");
    return (instance) => subject(instance).some(holds) !== negative;
  }

  #list(): string[] {
    if (!this.#accepts("[")) throw new SyntaxError();
    const items = [this.#next()];
    while (this.#accepts(",")) items.push(this.#next());
    if (!this.#accepts("]")) throw new SyntaxError();
    return items;
  }
}

function subjectOf(name: string): Subject {
  if (name.startsWith("attribute:")) {
    const attribute = name.slice("attribute:".length);
    return ({ attributes }) => {
      const found = attributes.get(attribute);
      return found ? [found.value ?? ""] : [];
    };
  }
  switch (name) {
    case "task:group":
      return (instance) => runningTasks(instance).map((task) => task.group);
    case "agentConnected":
      return ({ agentConnected }) => [String(agentConnected)];
    case "agentVersion":
      return ({ versionInfo }) => (versionInfo.agentVersion === undefined ? [] : [versionInfo.agentVersion]);
    case "ec2InstanceId":
      return ({ ec2InstanceId }) => [ec2InstanceId];
    case "registeredAt":
      return ({ registeredAt }) => [String(registeredAt)];
    case "runningTasksCount":
      return (instance) => [String(runningTasks(instance).length)];
    default:
      throw new SyntaxError();
  }
}

/** The condition that one value must meet; for negative operators, no value may meet it. */
function comparison(operator: string, operands: readonly string[]): (value: string) => boolean {
  const operand = operands[0] as string;
  switch (operator) {
    case ">":
      return (value) => compare(value, operand) > 0;
    case ">=":
      return (value) => compare(value, operand) >= 0;
    case "<":
      return (value) => compare(value, operand) < 0;
    case "<=":
      return (value) => compare(value, operand) <= 0;
    case "=~":
    case "!~": {
      const pattern = new RegExp(`^(?:${operand})$`);
      return (value) => pattern.test(value);
    }
    default:
      return (value) => operands.includes(value);
  }
}

/** Compares numbers and versions, part by part. */
function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => text.split(".").map(Number)) as [number[], number[]];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

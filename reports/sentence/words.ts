/** The operations that do something wrong: the subject of a sentence. */
export interface Subject {
  readonly text: string;
  readonly many: boolean;
}

/** `StopTask`, `StopTask and RunTask`, `StopTask and 3 other operations`. */
export function subjectOf([first = "The server", ...others]: readonly string[]): Subject {
  if (others.length === 0) return { text: first, many: false };
  const more = others.length === 1 ? others[0] : `${others.length} other operations`;
  return { text: `${first} and ${more}`, many: true };
}

/** `StopTask accepts`, `StopTask and RunTask accept`. */
export const does = ({ text, many }: Subject, verb: string): string => `${text} ${many ? plural(verb) : verb}`;

const plural = (verb: string): string =>
  verb.replace(/^(?:does|has|is|\w+s)\b/, (word) => plurals[word] ?? word.slice(0, -1));

const plurals: Readonly<Record<string, string>> = { does: "do", has: "have", is: "are" };

/** The words for the kinds of resources that signatures name. */
const kinds: Readonly<Record<string, string>> = {
  revision: "task definition",
  definition: "task definition",
  taskDefinition: "task definition",
  taskSet: "task set",
  containerInstance: "container instance",
  capacityProvider: "capacity provider",
  serviceDeployment: "service deployment",
  serviceRevision: "service revision",
  setting: "account setting",
  tagged: "resource",
  protection: "task protection",
};

const known: ReadonlySet<string> = new Set(["cluster", "service", "task", ...Object.keys(kinds)]);

/** `taskSet` is a `task set`; undefined for a word that names no kind of resource. */
export const resourceWords = (word: string): string | undefined =>
  known.has(word) ? (kinds[word] ?? word) : undefined;

/** A member of a reply, for a sentence. */
export interface MemberWords {
  /** The last names of its path: `desiredCount`, `thresholdConfiguration.type`. */
  readonly name: string;
  /** Where it is: `of the service`, `in the service's deployments`; empty at the top of a reply. */
  readonly owner: string;
}

/**
 * `service.desiredCount` is `desiredCount` of the service, `service.deployments[].status` is `status` in the service's
 * `deployments`. Of a longer path only the last two names are shown.
 */
export function memberWords(member: string): MemberWords {
  const parts = member.split(".").map((part) => part.replaceAll("[]", ""));
  const resource = parts.length > 1 ? resourceWords(parts[0] ?? "") : undefined;
  const path = resource === undefined ? parts : parts.slice(1);
  const [around = "", last = ""] = path;
  if (path.length === 2)
    return { name: code(last), owner: `in ${resource === undefined ? "" : `the ${resource}'s `}${code(around)}` };
  return { name: code(path.slice(-2).join(".")), owner: resource === undefined ? "" : `of the ${resource}` };
}

/** `the service's desiredCount`, or `status in the service's deployments`. */
export function memberText(member: string): string {
  const { name, owner } = memberWords(member);
  return owner.startsWith("of ") ? `${owner.slice("of ".length)}'s ${name}` : `${name} ${owner}`.trim();
}

/** `a task`, `an account setting`. */
export const withArticle = (noun: string): string => `${/^`?[aeio]/i.test(noun) ? "an" : "a"} ${noun}`;

export const code = (text: string): string => `\`${text}\``;

/** With a note, a sentence may have this many characters; without one it is shorter. */
const longest = 170;

/** The sentence with a note in parentheses, unless it becomes too long. */
export const withNote = (sentence: string, note: string): string =>
  note === "" || sentence.length + note.length + 3 > longest ? sentence : `${sentence} (${note})`;

/** A capital letter first, a full stop last. */
export const finished = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? "" : "."}`;

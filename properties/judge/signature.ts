/** A signature taken apart: what kind of divergence it names, and by which words. */
export interface Cause {
  readonly kind: CauseKind;
  readonly parts: Readonly<Record<string, string | undefined>>;
}

export type CauseKind = keyof typeof forms;

const operation = "(?:rest/)?(?<operation>\\w+)(?:/look/(?<look>\\w+))?";
const rule = "(?<rule>\\w+)(?::[^→]*)?";

/** The forms that `divergence.ts`, `inspect.ts` and `findings.ts` write; the first that fits is it. */
const forms = {
  "spontaneous-crash": form("server/crash"),
  crash: form("server/crash/(?<operation>\\w+)"),
  law: form("law/(?<law>[^/]+)/(?<operation>\\w+)/(?<complaint>.+)"),
  "empty-list": form("any/immediate/empty-list/\\[\\]→absent"),
  /** A type that ECS does not have is a habit: its signature names neither operation nor rule. */
  error: form(`(?:any/error/type/unknown|(?<operation>\\w+)/error/type/${rule})→(?<error>.+)`),
  status: form(`(?<operation>\\w+)/error/status/${rule}→(?<status>\\d+)`),
  text: form("(?<operation>\\w+)/error/text/(?<rule>\\w+)"),
  accepted: form(`${operation}/outcome/(?<rule>\\w+)→accepted`),
  refused: form(`${operation}/outcome/(?<rule>\\w+)→(?<error>.+)`),
  reply: form("(?<operation>\\w+)/reply/(?<problem>.+)"),
  unsupported: form("(?<operation>\\w+)/unsupported"),
  shape: form("(?<operation>\\w+)/shape/(?<path>.*)/(?<problem>[^/]+)"),
  member: form(
    `${operation}/(?<clock>immediate|monotone|converges|bounded|chosen)/(?<member>[^/]*)/(?<from>[^/→]*)→(?<to>[^/]*)`,
  ),
  contradiction: form("(?<resource>[a-z]\\w*)/(?<rule>[A-Z]\\w*)/(?<member>.+)"),
  other: form("(?<signature>.*)"),
};

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, "su");
}

export function causeIn(signature: string): Cause {
  for (const [kind, pattern] of Object.entries(forms)) {
    const match = pattern.exec(signature);
    if (match !== null) return { kind: kind as CauseKind, parts: { ...match.groups } };
  }
  throw new Error(`no form fits ${signature}`);
}

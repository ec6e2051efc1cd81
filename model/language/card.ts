import type { ApiOperation, Input } from "./operation.ts";
import type { Names, Naming } from "./resource.ts";
import type { ResourceKind } from "./resourceKey.ts";
import type { RuleId } from "./rules.ts";
import type { State } from "./state.ts";
import type { Accepted, Context, Refused, Result } from "./step.ts";

/**
 * The facts that ECS specifies for an operation, except its behaviour. `commands/` defines how its inputs are drawn.
 */
interface Facts {
  /** It changes nothing: its step runs on the frozen state, and a call may be repeated. */
  readonly reads?: true;
  /** The kind of resource that an accepted call creates. */
  readonly creates?: ResourceKind | "taskSet";
  /** Its reply has pages. */
  readonly paged?: true;
  /** Its reply depends on everything in the cluster that it names. */
  readonly wholeCluster?: true;
  /** The rule that a reply breaks when the member has no rule of its own. */
  readonly row?: RuleId;
  /**
   * The rules of members that have a rule of their own in replies of this operation: by kind of resource and member.
   */
  readonly rowOf?: Readonly<Record<string, RuleId>>;
}

/** Everything that the model knows about one operation. */
export interface Card extends Facts {
  readonly operation: ApiOperation;
  readonly names: Names;
  /** Does the reply to this input show resources of others in the account, too? */
  readonly accountWide?: (input: Readonly<Record<string, unknown>>) => boolean;
  readonly accepts: readonly RuleId[];
  readonly refuses: readonly RuleId[];
  step(state: State, input: Input<ApiOperation>, context: Context): Result;
}

/** The error for a rule that the card lists but the step never uses, to refuse or to accept. */
interface Idle<Row> {
  readonly idle: Row;
}

type Used<Row, By> = [Exclude<Row, By>] extends [never] ? unknown : Idle<Exclude<Row, By>>;

interface CardOf<Op extends ApiOperation, Shown extends RuleId, Row extends RuleId, Answer extends Result>
  extends Facts {
  /** Which members of its input name resources. */
  readonly names: { readonly [Member in keyof Input<Op>]?: Naming };
  readonly accountWide?: (input: Input<Op>) => boolean;
  /** The rules that accepted calls follow; none when no call is ever accepted. */
  readonly accepts: readonly Shown[] & Used<Shown, Extract<Answer, Accepted>["rules"][number]>;
  /** The rules by which calls are refused: the step can refuse by no other. */
  readonly refuses: readonly Row[] & Used<Row, Extract<Answer, Refused>["rule"]>;
  /**
   * Writes the next state into the draft. The draft of a refusal is discarded, so that a refused call changes nothing.
   */
  step(state: State, input: Input<Op>, context: Context): Answer;
}

export const operation = <
  const Op extends ApiOperation,
  const Shown extends RuleId,
  const Row extends RuleId,
  Answer extends Accepted<NoInfer<Shown>> | Refused<NoInfer<Row>>,
>(
  name: Op,
  card: CardOf<Op, Shown, Row, Answer>,
) => ({ ...card, operation: name });

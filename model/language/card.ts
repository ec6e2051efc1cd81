import type { ApiOperation, Input } from "./operation.ts";
import type { Names, Naming } from "./resource.ts";
import type { ResourceKind } from "./resourceKey.ts";
import type { RuleId } from "./rules.ts";
import type { State } from "./state.ts";
import type { Accepted, Context, Refused, Result } from "./step.ts";

/** What ECS says of an operation, apart from what it does. How its inputs are tried stands in `commands/`. */
interface Facts {
  /** It changes nothing: its step runs on the frozen state, and a call may be repeated at will. */
  readonly reads?: true;
  /** What an accepted call makes. */
  readonly creates?: ResourceKind | "taskSet";
  /** It answers in pages. */
  readonly paged?: true;
  /** Its answer depends on everything in the cluster that it names. */
  readonly wholeCluster?: true;
  /** The row that a reply breaks where no row of a member's own says more. */
  readonly row?: RuleId;
  /** The same for members that have a row of their own in replies of this operation: by kind of resource and member. */
  readonly rowOf?: Readonly<Record<string, RuleId>>;
}

/** All that the model knows of one operation. */
export interface Card extends Facts {
  readonly operation: ApiOperation;
  readonly names: Names;
  /** Does the answer to this input show what others in the account made, too? */
  readonly accountWide?: (input: Readonly<Record<string, unknown>>) => boolean;
  readonly accepts: readonly RuleId[];
  readonly refuses: readonly RuleId[];
  step(state: State, input: Input<ApiOperation>, context: Context): Result;
}

/** What a card says that its step can never do: a row by which it refuses nothing, or which no accepted call follows. */
interface Idle<Row> {
  readonly idle: Row;
}

type Used<Row, By> = [Exclude<Row, By>] extends [never] ? unknown : Idle<Exclude<Row, By>>;

interface CardOf<Op extends ApiOperation, Shown extends RuleId, Row extends RuleId, Answer extends Result>
  extends Facts {
  /** Which members of its input name resources. */
  readonly names: { readonly [Member in keyof Input<Op>]?: Naming };
  readonly accountWide?: (input: Input<Op>) => boolean;
  /** The rows that accepted calls follow; none where no call is ever accepted. */
  readonly accepts: readonly Shown[] & Used<Shown, Extract<Answer, Accepted>["rules"][number]>;
  /** The rows by which calls are refused: the step can refuse by no other. */
  readonly refuses: readonly Row[] & Used<Row, Extract<Answer, Refused>["rule"]>;
  /** The next state is written into the draft; a refusal's draft is dropped, so that it changes nothing. */
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

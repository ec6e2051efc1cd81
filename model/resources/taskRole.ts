import type { Input } from "../language/operation.ts";
import { refuse } from "../language/step.ts";

type Definition = Pick<Input<"RegisterTaskDefinition">, "taskRoleArn">;

/** ECS Exec acts in the name of the task: without a role of its own a task cannot have it (rows SV43, SV43u, TK17). */
export const lacksTaskRole = <const Row extends "SV43" | "SV43u" | "TK17">(
  isExecutable: boolean | undefined,
  { taskRoleArn }: Definition,
  row: Row,
) => (isExecutable === true && !taskRoleArn ? refuse(row) : undefined);

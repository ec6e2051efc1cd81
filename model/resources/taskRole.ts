import type { Input } from "../language/operation.ts";
import { refuse } from "../language/step.ts";

type Definition = Pick<Input<"RegisterTaskDefinition">, "taskRoleArn">;

/** ECS Exec uses the task's role: without a task role it is refused (rows SV43, TK17). */
export const lacksTaskRole = <const Row extends "SV43" | "TK17">(
  isExecutable: boolean | undefined,
  { taskRoleArn }: Definition,
  row: Row,
) => (isExecutable === true && !taskRoleArn ? refuse(row) : undefined);

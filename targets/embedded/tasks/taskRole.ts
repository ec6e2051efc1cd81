import { invalidParameter } from "../errors.ts";

/** ECS Exec needs a role of the task (SV43, TK17); `otherwise` is what the refusal says. */
export function requireTaskRole(asked: boolean | undefined, taskRoleArn: string | undefined, otherwise: string): void {
  if (asked && !taskRoleArn) throw invalidParameter(otherwise);
}

/** SV43. */
export const serviceRole = (change: "created" | "updated"): string =>
  `The service couldn't be ${change} because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.`;

/** TK17. */
export const runTaskRole =
  "The execute command failed because a valid task role is not being used. Specify a valid task role in your task definition or as a task override and try again.";

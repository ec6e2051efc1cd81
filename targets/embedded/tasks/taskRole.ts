import { invalidParameter } from "../errors.ts";

/** ECS Exec needs a task role (SV43, TK17); `refusal` is the text of the error. */
export function requireTaskRole(asked: boolean | undefined, taskRoleArn: string | undefined, refusal: string): void {
  if (asked && !taskRoleArn) throw invalidParameter(refusal);
}

/** SV43. */
export const serviceRole = (change: "created" | "updated"): string =>
  `The service couldn't be ${change} because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.`;

/** TK17. */
export const runTaskRole =
  "The execute command failed because a valid task role is not being used. Specify a valid task role in your task definition or as a task override and try again.";

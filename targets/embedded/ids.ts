import { randomBytes, randomInt } from "node:crypto";

/** Random digits. The first one is not 0, so that every id has its full length (A5). */
export function digits(length: number): string {
  let text = String(randomInt(1, 10));
  while (text.length < length) text += String(randomInt(0, 10));
  return text;
}

/** The id of a service deployment: 22 characters of base64url (A1). */
export function serviceDeploymentId(): string {
  return randomBytes(16).toString("base64url");
}

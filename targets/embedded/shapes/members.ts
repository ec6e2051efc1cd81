export const text = "string";
export const integer = "integer";
export const flag = "boolean";
export const texts = [text] as const;
export const tags = [{ key: text, value: text }] as const;
export const pairs = [{ name: text, value: text }] as const;
export const strategy = [{ capacityProvider: text, weight: integer, base: integer }] as const;
export const page = { nextToken: text, maxResults: integer } as const;
export const network = {
  awsvpcConfiguration: { subnets: texts, securityGroups: texts, assignPublicIp: text },
} as const;
export const constraints = [{ type: text, expression: text }] as const;
export const placementStrategy = [{ type: text, field: text }] as const;
export const storage = { sizeInGiB: integer } as const;

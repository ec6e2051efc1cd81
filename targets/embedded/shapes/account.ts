import { flag, page, tags, text, texts } from "./members.ts";
import type { Shape } from "./shape.ts";

/** The requests about tags and account settings. */
export const accountShapes = {
  TagResource: { resourceArn: text, tags },
  UntagResource: { resourceArn: text, tagKeys: texts },
  ListTagsForResource: { resourceArn: text },
  PutAccountSetting: { name: text, value: text, principalArn: text },
  PutAccountSettingDefault: { name: text, value: text },
  DeleteAccountSetting: { name: text, principalArn: text },
  ListAccountSettings: { name: text, value: text, principalArn: text, effectiveSettings: flag, ...page },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;

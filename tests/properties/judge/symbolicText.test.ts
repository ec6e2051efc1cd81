import { expect, test } from "vitest";
import { Bindings } from "../../../checker/bindings.ts";
import { isElsewhere } from "../../../model/language/arn.ts";
import { placeholderKinds } from "../../../model/language/placeholders.ts";
import { symbolicText } from "../../../properties/judge/symbolicText.ts";

function bound(): Bindings {
  const bindings = new Bindings(placeholderKinds);
  bindings.bind("«region»", "us-east-1");
  bindings.bind("«account»", "123456789012");
  return bindings;
}

test.each([
  ["us-east-1:123456789012", "«region»:«account»", false],
  ["us-east-1:000000000001", "«region»:000000000001", true],
  ["eu-north-9:123456789012", "eu-north-9:«account»", true],
  ["eu-north-9:000000000001", "eu-north-9:000000000001", true],
  ["«region»:000000000001", "«region»:000000000001", true],
])("of %s, what is the server's becomes a placeholder: %s", (given, expected, elsewhere) => {
  const text = symbolicText(`arn:aws:ecs:${given}:cluster/c`, bound());
  expect(text).toBe(`arn:aws:ecs:${expected}:cluster/c`);
  expect(isElsewhere(text)).toBe(elsewhere);
});

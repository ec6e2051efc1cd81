import { parse, type SignatureKind } from "../../checker/signature.ts";

/** What a reader filters by: coarser than the kinds of signatures. */
const kinds: Readonly<Record<SignatureKind, string>> = {
  "spontaneous-crash": "crash",
  crash: "crash",
  law: "law",
  "empty-list": "member",
  error: "error type, status or text",
  status: "error type, status or text",
  text: "error type, status or text",
  accepted: "accepted wrongly",
  refused: "refused wrongly",
  reply: "form of the reply",
  unsupported: "not supported",
  shape: "form of the reply",
  member: "member",
  contradiction: "contradiction",
  other: "other",
};

export const kindOf = (signature: string): string => kinds[parse(signature).kind];

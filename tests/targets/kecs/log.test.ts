import { expect, test } from "vitest";
import { linesOf } from "../../../targets/kecs/container/log.ts";

/** A frame as Docker sends it: the stream, the length, the text. */
function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

test("lines of both streams are in order of time, and complete if a frame cuts them", () => {
  const frames = Buffer.concat([
    frame(1, "2026-11-23T10:00:00.5Z started\n2026-11-23T10:00:02Z list"),
    frame(2, "2026-11-23T10:00:01Z panic: ärger\n"),
    frame(1, "ens\n"),
  ]);
  expect(linesOf(frames)).toEqual([
    { at: new Date("2026-11-23T10:00:00.500Z"), text: "started" },
    { at: new Date("2026-11-23T10:00:01Z"), text: "panic: ärger" },
    { at: new Date("2026-11-23T10:00:02Z"), text: "listens" },
  ]);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["half a header", Buffer.alloc(5)],
  ["lines without a time", frame(1, "hello\n")],
])("%s is not a line", (_, frames) => expect(linesOf(frames)).toEqual([]));

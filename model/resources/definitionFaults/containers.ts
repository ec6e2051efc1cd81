import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import { isName } from "../../language/arn.ts";
import type { Input } from "../../language/operation.ts";
import { refuse } from "../../language/step.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** The faults of one container, independent of the launch type (rows TE2, TE3, TE19, TE41, TE46, TE49). */
export function containerFaults({ containerDefinitions = [] }: Definition) {
  const names = containerDefinitions.map(({ name }) => name ?? "");
  return [
    ...containerDefinitions.flatMap((container) => [
      badName(container.name),
      badImage(container.image),
      ...limitsOfUlimits(container),
      ...environmentFiles(container),
    ]),
    faultIf(new Set(names).size < names.length, "TE19"),
  ];
}

/** Row TE6. */
export const hasNoEssential = ({ containerDefinitions = [] }: Definition) =>
  faultIf(
    containerDefinitions.every(({ essential }) => essential === false),
    "TE6",
  );

function badName(name: string | undefined) {
  if (!name) return refuse("TE2n");
  return isName(name) ? undefined : refuse("TE3");
}

/** A digest follows an `@`, though the documentation does not name that character (row TE49). */
function badImage(image: string | undefined) {
  if (!image) return refuse("TE2");
  return /^[a-zA-Z0-9\-_:./#@]+$/.test(image) ? undefined : refuse("TE49");
}

const limitsOfUlimits = ({ ulimits = [] }: ecs.ContainerDefinition) =>
  ulimits.map(({ name = "", softLimit = 0, hardLimit = 0 }) =>
    faultIf(softLimit > hardLimit, "TE41", { ulimit: name }),
  );

const environmentFiles = ({ environmentFiles: files = [] }: ecs.ContainerDefinition) => [
  faultIf(files.length > 10, "TE46"),
  faultIf(
    files.some(({ value }) => !value?.startsWith("arn:")),
    "TE46a",
  ),
];

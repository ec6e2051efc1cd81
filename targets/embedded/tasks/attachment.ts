import { randomUUID } from "node:crypto";
import type { KeyValuePair } from "@aws-sdk/client-ecs";
import type { Task } from "../state/task.ts";
import type { Wire } from "../wire.ts";

type Detail = Wire<KeyValuePair>;

/** The network interface of a task in awsvpc mode (TK23). */
export interface TaskAttachment {
  readonly id: string;
  readonly subnet: string;
  readonly address: string;
  status: "PRECREATED" | "ATTACHED" | "DETACHING" | "DELETED";
  /** What describes the interface, once it is attached. */
  interface: readonly Detail[];
}

export const newAttachment = (subnet: string, address: string): TaskAttachment => ({
  id: randomUUID(),
  subnet,
  address,
  status: "PRECREATED",
  interface: [],
});

export function attach({ attachment }: Task): void {
  if (!attachment) return;
  attachment.status = "ATTACHED";
  const hex = randomUUID().replaceAll("-", "");
  attachment.interface = [
    { name: "networkInterfaceId", value: `eni-0${hex.slice(0, 16)}` },
    { name: "macAddress", value: hex.slice(16, 26).replace(/../g, ":$&").replace(/^/, "02") },
    { name: "privateIPv4Address", value: attachment.address },
  ];
}

export function detach({ attachment }: Task): void {
  if (attachment?.status === "ATTACHED") attachment.status = "DETACHING";
}

/** An interface that was never attached then shows the id `unset` and no address. */
export function deleteAttachment({ attachment }: Task): void {
  if (!attachment) return;
  attachment.status = "DELETED";
  if (attachment.interface.length === 0)
    attachment.interface = [
      { name: "networkInterfaceId", value: "unset" },
      { name: "macAddress", value: undefined },
    ];
}

export function showAttachment({ id, subnet, status, interface: own }: TaskAttachment) {
  return { id, type: "ElasticNetworkInterface", status, details: [{ name: "subnetId", value: subnet }, ...own] };
}

/** The interface that each container of the task has. */
export function showInterfaces({ attachment }: Task) {
  const hasAddress = attachment?.interface.some(({ name }) => name === "privateIPv4Address");
  if (!attachment || attachment.status === "PRECREATED") return [];
  return [{ attachmentId: attachment.id, privateIpv4Address: hasAddress ? attachment.address : undefined }];
}

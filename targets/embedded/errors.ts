/** An error reply of ECS: clients compare its type, people read its message (P2). */
export class EcsError extends Error {
  readonly type: string;
  readonly status: number;
  readonly resourceIds: readonly string[] | undefined;

  constructor(type: string, message: string, options: { status?: number; resourceIds?: readonly string[] } = {}) {
    super(message);
    this.type = type;
    this.status = options.status ?? 400;
    this.resourceIds = options.resourceIds;
  }
}

export function invalidParameter(message: string): EcsError {
  return new EcsError("InvalidParameterException", message);
}

export function clientException(message: string): EcsError {
  return new EcsError("ClientException", message);
}

export function clusterNotFound(message = "Cluster not found."): EcsError {
  return new EcsError("ClusterNotFoundException", message);
}

/** An internal error of ECS, for requests to which it was recorded to reply so (P11). */
export function unavailable(): EcsError {
  return new EcsError("ServerException", "Service Unavailable. Please try again later.", { status: 500 });
}

export function serviceNotActive(): EcsError {
  return new EcsError("ServiceNotActiveException", "Service was not ACTIVE.");
}

export function serviceNotFound(): EcsError {
  return new EcsError("ServiceNotFoundException", "Service not found.");
}

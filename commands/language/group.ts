/** The subject of an operation: profiles increase and decrease the weights of groups. */
export type Group =
  | "clusters"
  | "providers"
  | "definitions"
  | "services"
  | "deployments"
  | "taskSets"
  | "tasks"
  | "protection"
  | "instances"
  | "attributes"
  | "tags"
  | "account";

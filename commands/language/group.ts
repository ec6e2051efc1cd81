/** What an operation is about: profiles turn groups up and down. */
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

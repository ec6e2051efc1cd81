import type { Exchange } from "../../clients/client.ts";

/** Did the server accept the call? */
export const isAccepted = (exchange: Exchange): boolean => exchange.kind === "answered" && exchange.status === 200;

import { testBites } from "./bites.ts";

await testBites("4-advanced-service-operations");

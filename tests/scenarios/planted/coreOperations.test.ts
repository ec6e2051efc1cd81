import { testBites } from "./bites.ts";

await testBites("2-core-operations");

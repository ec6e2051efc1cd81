import { testBites } from "./bites.ts";

await testBites("1-foundation");
